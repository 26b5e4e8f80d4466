// relevance compare MODEL.onnx --input FILE --features NODE (--composite | --rule) NAME[:k=v,…]
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/rule_options.hpp"
#include "cli/samples.hpp"
#include "explain/bilrp.hpp"
#include "io/file.hpp"
#include "io/onnx/onnx.hpp"

namespace relevance::cli {
namespace {

using Json = nlohmann::ordered_json;

struct CompareOptions {
  std::string model, input, input2, features;
  RuleOptions rules;
  int64_t index = 0, index2 = 1, patch = 1, strongest = 100;
  bool cosine = false;
};

int node_of(const Network<double>& network, const std::string& name) {
  std::vector<std::string> names;
  for (const auto& node : network.nodes()) names.push_back(node.name);
  check_name("compare", "node", name, names);
  return int(std::find(names.begin(), names.end(), name) - names.begin());
}

std::vector<double> to_list(const Vector<double>& v) { return {v.begin(), v.end()}; }

void compare(const CompareOptions& options) {
  if (options.rules.count() != 1)
    throw Error("bad-argument", "compare: expected exactly one of --composite and --rule");
  check_range("compare", "--strongest", double(options.strongest), 0, 1e6);
  const Composite composite = options.rules.composite_of();
  const auto model = read_onnx<double>(read_file(options.model));
  const Network<double>& network = model.network;
  check_size("compare", "the list of the network's inputs", Index(network.inputs().size()), 1);
  const auto sample = [&](const std::string& path, int64_t index) {
    return pick_sample(read_samples(path, network.input_shape()), index);
  };
  Bilrp<double> bilrp(network, node_of(network, options.features), composite);
  const auto left = bilrp(sample(options.input, options.index));
  const auto right =
      bilrp(sample(options.input2.empty() ? options.input : options.input2, options.index2));
  const double scale = options.cosine ? cosine_scale(left, right) : 1;
  const ImageShape image = image_shape(network.input_shape());
  const JointRelevance<double> joint(pool_patches(left.relevance, image, Index(options.patch)),
                                     pool_patches(right.relevance, image, Index(options.patch)),
                                     scale);
  Json connections = Json::array();
  for (const Connection& one : joint.strongest(Index(options.strongest)))
    connections.push_back({{"from", one.from}, {"to", one.to}, {"relevance", one.strength}});
  Json json{{"y", scale * dot(left, right)},
            {"sum", joint.sum()},
            {"patches", {image.height / options.patch, image.width / options.patch}},
            {"marginal", to_list(joint.row_sums())},
            {"marginal2", to_list(joint.column_sums())},
            {"features", {to_list(left.features), to_list(right.features)}},
            {"connections", std::move(connections)}};
  if (!model.notices.empty()) json["notices"] = model.notices;
  std::cout << json.dump() << "\n";
}

}  // namespace

void add_compare(CLI::App& app) {
  auto options = std::make_shared<CompareOptions>();
  auto* command =
      app.add_subcommand("compare", "Explain which pairs make two inputs alike (BiLRP)");
  command->add_option("MODEL", options->model, "network, an ONNX file")->required();
  command->add_option("--input", options->input, "JSON array, .npy or IDX file")->required();
  command->add_option("--input2", options->input2, "file of the second input (that of the first)");
  command->add_option("--index", options->index, "which sample of the file (0)");
  command->add_option("--index2", options->index2, "which sample is the second input (1)");
  command->add_option("--features", options->features, "node whose values are compared")
      ->required();
  command->add_option("--patch", options->patch, "sums over patches of so many pixels a side (1)");
  command->add_option("--strongest", options->strongest, "connections listed (100)");
  command->add_flag("--cosine", options->cosine, "the cosine instead of the dot product");
  options->rules.add_to(*command);
  command->callback([options] { compare(*options); });
}

}  // namespace relevance::cli

// relevance explain MODEL.onnx --input FILE (--composite | --rule | --method) NAME[:k=v,…]
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <numeric>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/rule_options.hpp"
#include "cli/samples.hpp"
#include "experiments/shared/absorption.hpp"
#include "explain/gradient_methods.hpp"
#include "explain/lrp.hpp"
#include "io/file.hpp"
#include "io/onnx/onnx.hpp"
#include "nn/scores.hpp"

namespace relevance::cli {
namespace {

using Json = nlohmann::ordered_json;

struct ExplainOptions {
  std::string model, input, method;
  RuleOptions rules;
  int64_t index = 0, target = -1;
  bool has_target = false;
};

std::vector<double> to_list(const Matrix<double>& m) { return {m.data(), m.data() + m.size()}; }

/// What every layer received and kept back, from the output down.
Json describe_layers(const Network<double>& network, const Lrp<double>& lrp,
                     const LrpResult<double>& result) {
  Json layers = Json::array();
  for (int i = network.size() - 1; i >= 0; --i) {
    const auto& node = network.node(i);
    const auto& rule = lrp.rules()[size_t(i)];
    const auto absorbed = [&](Cause cause) { return result.absorbed[size_t(i)](int(cause), 0); };
    layers.push_back({{"name", node.name},
                      {"kind", layer_name(node.layer)},
                      {"rule", rule ? rule->name : ""},
                      {"relevance", result.relevance[size_t(i)].sum()},
                      {"absorbed",
                       {{"bias", absorbed(Cause::bias)},
                        {"epsilon", absorbed(Cause::epsilon)},
                        {"zero_denominator", absorbed(Cause::zero_denominator)},
                        {"rule", absorbed(Cause::rule)}}}});
  }
  return layers;
}

Json describe_conservation(const Balance& balance) {
  Checks checks;
  add_balance(balance, checks);
  const Check& conservation = checks.list.back();
  Json json{{"status", to_string(conservation.status)}, {"gap", conservation.gap()}};
  if (!conservation.reason.en.empty()) json["reason"] = conservation.reason.en;
  return json;
}

void check_ways(const ExplainOptions& options) {
  if (options.rules.count() + !options.method.empty() != 1)
    throw Error("bad-argument",
                "explain: expected exactly one of --composite, --rule and --method");
  if (options.method.empty()) return;
  check_name("explain", "method", options.method, gradient_method_names());
  if (!options.rules.layers.empty())
    throw Error("bad-argument", "explain: --layer chooses a rule, --method uses none");
}

/// The output that is explained: the one asked for, else the largest.
Index target_of(const ExplainOptions& options, const Matrix<double>& scores) {
  if (!options.has_target) return winner(scores, 0);
  if (options.target < 0 || options.target >= scores.rows())
    throw Error(
        "target-out-of-range",
        "explain: target " + std::to_string(options.target) + ", expected 0 to " +
            std::to_string(scores.rows() - 1),
        {{"given", std::to_string(options.target)}, {"expected", std::to_string(scores.rows())}});
  return Index(options.target);
}

/// What the explanation adds up to; `sum` is that of the input's relevance.
Balance balance_of(const LrpResult<double>& result, double f, double sum) {
  Vector<double> absorbed = Vector<double>::Zero(kCauses);
  Balance balance{.f = f, .sum = sum, .absorbed = {}};
  for (size_t i = 0; i < result.relevance.size(); ++i) {
    const Vector<double> kept = result.absorbed[i].rowwise().sum();
    absorbed += kept;
    const double arriving = result.relevance[i].cwiseAbs().sum() + kept.cwiseAbs().sum();
    balance.largest = std::max(balance.largest, arriving);
  }
  balance.absorbed = {absorbed.data(), absorbed.data() + kCauses};
  return balance;
}

void explain(const ExplainOptions& options) {
  check_ways(options);
  const bool by_rules = options.method.empty();
  const Composite composite = by_rules ? options.rules.composite_of() : Composite{};
  const auto model = read_onnx<double>(read_file(options.model));
  const Network<double>& network = model.network;
  check_size("explain", "the list of the network's inputs", Index(network.inputs().size()), 1);
  const Matrix<double> x =
      pick_sample(read_samples(options.input, network.input_shape()), options.index);
  Forward<double> forward(network);
  const Trace<double>& trace = forward(x);
  const Matrix<double> scores = trace.values[size_t(network.output())];
  check_finite("explain", "the network's output", scores);
  const Index target = target_of(options, scores);
  const double f = scores(target, 0);

  Matrix<double> relevance;
  Balance balance;
  Json layers = Json::array();
  if (by_rules) {
    Lrp<double> lrp(network, composite);
    const LrpResult<double>& result = lrp(trace, start_at(scores, {target}));
    relevance = result.relevance[size_t(network.input())];
    balance = balance_of(result, f, relevance.sum());
    layers = describe_layers(network, lrp, result);
  } else {
    relevance = explain_by_gradient(options.method, network, x, {target});
  }
  check_finite("explain", "the relevance", relevance);
  const double absorbed =
      std::accumulate(balance.absorbed.begin(), balance.absorbed.end(), double{0});
  Json json{{"output", f},
            {"target", target},
            {"relevance", to_list(relevance)},
            {"shape", network.input_shape()},
            {"sum", relevance.sum()},
            {"absorbed", absorbed},
            {"scores", to_list(scores)},
            {"layers", std::move(layers)}};
  if (by_rules) json["conservation"] = describe_conservation(balance);
  if (!model.notices.empty()) json["notices"] = model.notices;
  std::cout << json.dump() << "\n";
}

}  // namespace

void add_explain(CLI::App& app) {
  auto options = std::make_shared<ExplainOptions>();
  auto* command = app.add_subcommand("explain", "Explain one output of a network on one input");
  command->add_option("MODEL", options->model, "network, an ONNX file")->required();
  command->add_option("--input", options->input, "JSON array, .npy or IDX file")->required();
  command->add_option("--index", options->index, "which sample of the file (0)");
  auto* target = command->add_option("--target", options->target, "which output (the largest)");
  options->rules.add_to(*command);
  command->add_option("--method", options->method, "gradient, gradient-times-input");
  command->callback([options, target] {
    options->has_target = target->count() > 0;
    explain(*options);
  });
}

}  // namespace relevance::cli

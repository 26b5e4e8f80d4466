#include "experiments/similarity/bilrp_digits_controls.hpp"

#include <algorithm>

#include "experiments/shared/sections.hpp"
#include "explain/bilrp.hpp"

namespace relevance {
namespace {

const Text kLeft{"Left digit", "Linke Ziffer"};
const Text kRight{"Right digit", "Rechte Ziffer"};
const Text kSimilarity{"Similarity", "Ähnlichkeit"};

constexpr Index kMostNamed = 512;  // features that can be chosen one by one
constexpr double kFarthest = 6;    // pixels of shift
constexpr double kMostCurves = 200;

/// Where φ can be read: what a layer has computed, not only arranged.
std::vector<int> feature_layers(const Network<float>& network) {
  std::vector<int> layers;
  for (int n = 0; n < network.size(); ++n) {
    const auto& layer = network.node(n).layer;
    const bool arranges = std::holds_alternative<Input>(layer) ||
                          std::holds_alternative<Reshape>(layer) ||
                          std::holds_alternative<Pad>(layer);
    if (!arranges && size_of(network.node(n).shape) <= kMaxFeatures) layers.push_back(n);
  }
  return layers;
}

std::vector<Option> layer_options(const Network<float>& network, const std::vector<int>& layers) {
  std::vector<Option> options;
  for (int n : layers) {
    const auto& node = network.node(n);
    const std::string size = std::to_string(size_of(node.shape));
    const std::string kind = layer_name(node.layer);
    options.push_back({node.name,
                       node.name + " (" + size + ")",
                       {kind + ", " + size + " features", kind + ", " + size + " Merkmale"}});
  }
  return options;
}

/// The last layer below the output whose values never fall below zero, else the output.
std::string usual_layer(const Network<float>& network, const std::vector<int>& layers) {
  for (auto n = layers.rbegin(); n != layers.rend(); ++n)
    if (*n != network.output() && std::holds_alternative<Activation>(network.node(*n).layer))
      return network.node(*n).name;
  return network.node(network.output()).name;
}

std::vector<Option> feature_options(const Network<float>& network, const std::vector<int>& layers) {
  Index most = 0;
  for (int n : layers) most = std::max(most, size_of(network.node(n).shape));
  std::vector<Option> options = {{"all", {"all together", "alle zusammen"}}};
  for (Index m = 1; m <= std::min(most, kMostNamed); ++m)
    options.push_back({std::to_string(m), std::to_string(m)});
  return options;
}

}  // namespace

BilrpControls::BilrpControls(const ModelChoice& models, Index images, const Network<float>& network)
    : layers(feature_layers(network)),
      image(ControlKind::image, drawing_control("image", {"Left digit", "Linke Ziffer"}, kLeft)),
      index(ControlKind::index,
            picked_control("index", {"Left, of the test set", "Links, aus der Testmenge"}, images,
                           kLeft)),
      image2(ControlKind::image,
             drawing_control("image2", {"Right digit", "Rechte Ziffer"}, kRight)),
      index2(ControlKind::index,
             picked_control("index2", {"Right, of the test set", "Rechts, aus der Testmenge"},
                            images, kRight)),
      neighbour(ControlKind::index,
                picked_control("neighbour",
                               {"Right, of the training set", "Rechts, aus der Trainingsmenge"},
                               100'000, kRight)),
      shift{{.name = "shift",
             .label = {"Shift to the right", "Verschiebung nach rechts"},
             .help = {"Moves the right digit: do the connections move along?",
                      "Bewegt die rechte Ziffer: Gehen die Verbindungen mit?"},
             .low = -kFarthest,
             .high = kFarthest,
             .step = 1,
             .unit = "px",
             .section = kRight}},
      model(model_control(models)),
      layer{{.name = "layer",
             .label = {"Features φ from layer", "Merkmale φ aus Schicht"},
             .help = {"Whose values are compared", "Deren Werte werden verglichen"},
             .initial = usual_layer(network, layers),
             .options = layer_options(network, layers),
             .section = kModel}},
      similarity{{.name = "similarity",
                  .label = {"Similarity", "Ähnlichkeit"},
                  .options = {{"dot", "⟨φ, φ′⟩", {"Dot product", "Skalarprodukt"}},
                              {"cosine",
                               {"cosine", "Kosinus"},
                               {"Dot product over the norms, which are held fixed",
                                "Skalarprodukt durch die Normen, die festgehalten werden"}}},
                  .section = kSimilarity}},
      patch{{.name = "patch",
             .label = {"Patch", "Feldgröße"},
             .help = {"Relevance is summed over patches of so many pixels a side",
                      "Die Relevanz wird über Felder dieser Seitenlänge summiert"},
             .initial = "4",
             .options = {{"1", "1"}, {"2", "2"}, {"4", "4"}, {"7", "7"}},
             .section = kSimilarity}},
      feature{{.name = "feature",
               .label = {"Feature", "Merkmal"},
               .help = {"Looks at one feature alone", "Betrachtet ein Merkmal allein"},
               .options = feature_options(network, layers),
               .section = kSimilarity}},
      count{{.name = "count",
             .label = {"Connections drawn", "Gezeichnete Verbindungen"},
             .initial = 40.0,
             .low = 1,
             .high = kMostCurves,
             .step = 1,
             .section = kSimilarity}},
      rules(network),
      nearest{{.name = "nearest",
               .label = {"Find the nearest digits", "Nächste Ziffern suchen"},
               .help = {"Compares the left digit with all training digits, under φ and by pixels",
                        "Vergleicht die linke Ziffer mit allen Trainingsziffern, unter φ und nach "
                        "Pixeln"},
               .section = {"Nearest digits", "Nächste Ziffern"}}} {}

std::vector<Control> BilrpControls::list() const {
  std::vector<Control> all = {image, index, image2,     index2, neighbour, shift,
                              model, layer, similarity, patch,  feature,   count};
  for (Control& control : rules.list()) all.push_back(std::move(control));
  all.push_back(nearest);
  return all;
}

int BilrpControls::node(const Values& values) const {
  for (size_t i = 0; i < layers.size(); ++i)
    if (layer.options[i].value == layer(values)) return layers[i];
  return layers.back();
}

Index BilrpControls::chosen_feature(const Values& values) const {
  return feature.is(values, "all") ? -1 : Index(std::stol(feature(values))) - 1;
}

}  // namespace relevance

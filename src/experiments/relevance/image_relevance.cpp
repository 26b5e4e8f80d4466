// A network that recognises images explains its decision pixel by pixel (scenario digits-lrp).
//
// Configuration: `models` list of ONNX assets, `model_labels` list of their names, `images`
// and `labels` IDX assets, `thumbnails` number of images to pick from.

#include <algorithm>
#include <numeric>

#include "base/error.hpp"
#include "experiments/relevance/faithfulness.hpp"
#include "experiments/relevance/image_relevance_controls.hpp"
#include "experiments/relevance/image_relevance_views.hpp"
#include "experiments/shared/config.hpp"
#include "io/idx.hpp"
#include "io/image_input.hpp"
#include "lab/experiment.hpp"
#include "nn/scores.hpp"

namespace relevance {
namespace {

class ImageRelevance : public Experiment {
 public:
  explicit ImageRelevance(const Config& config);
  std::vector<std::string> needs() const override;
  void provide(const std::string& name, ByteView bytes) override;
  const std::vector<Control>& controls() const override { return controls_; }
  Frame run(const Values& values) override;
  Frame advance(double budget_ms) override;

 private:
  struct Model {
    std::string asset;
    std::unique_ptr<ImageExplainer> explainer;
    std::vector<Index> predictions;  // of all images
  };
  Model& model(const std::string& asset);
  void declare_controls(const Network<float>& network);
  Matrix<float> input(const Values& values) const;
  ExplanationChoice choose(const Values& values);
  View thumbnails(Model& model);

  std::vector<Model> models_;
  std::vector<Option> model_options_;
  std::string images_asset_, labels_asset_;
  Index thumbnails_ = 60;
  IdxImages images_;
  std::vector<int> labels_;
  Matrix<float> framed_;
  std::vector<Control> controls_;
  std::vector<std::string> layers_;  // a rule can be chosen for
  std::string shown_model_;          // whose thumbnails the page has
  std::string declared_model_;       // whose layers the controls speak of
  Model* current_ = nullptr;
  std::optional<RemovalTest> test_;  // under way or done
  Frame last_;
};

ImageRelevance::ImageRelevance(const Config& config)
    : images_asset_(text_of(config, "images")), labels_asset_(text_of(config, "labels")) {
  ModelChoice choice = model_choice(config);
  for (auto& asset : choice.assets) models_.push_back({std::move(asset), nullptr, {}});
  model_options_ = std::move(choice.options);
  const auto found = config.find("thumbnails");
  if (found != config.end() && std::holds_alternative<double>(found->second))
    thumbnails_ = Index(std::get<double>(found->second));
}

std::vector<std::string> ImageRelevance::needs() const {
  std::vector<std::string> missing;
  for (const auto& model : models_)
    if (!model.explainer) missing.push_back(model.asset);
  if (images_.pixels.size() == 0) missing.push_back(images_asset_);
  if (labels_.empty()) missing.push_back(labels_asset_);
  return missing;
}

void ImageRelevance::provide(const std::string& name, ByteView bytes) {
  bool known = name == images_asset_ || name == labels_asset_;
  if (name == images_asset_) images_ = read_idx_images(bytes);
  if (name == labels_asset_) labels_ = read_idx_labels(bytes);
  for (auto& model : models_)
    if (model.asset == name) {
      model.explainer = std::make_unique<ImageExplainer>(read_onnx<float>(bytes));
      known = true;
    }
  if (!known) Experiment::provide(name, bytes);
  if (!needs().empty()) return;
  const Network<float>& network = models_.front().explainer->network();
  framed_ = centre_in_frame(images_.pixels, images_.shape, network.input_shape());
  check_size("image-relevance", "the list of labels", Index(labels_.size()), framed_.cols());
  declare_controls(network);
}

void ImageRelevance::declare_controls(const Network<float>& network) {
  layers_.clear();
  for (const auto& node : network.nodes())
    if (is_linear(node.layer)) layers_.push_back(node.name);
  ImageRelevanceSetup setup{
      .models = model_options_, .images = framed_.cols(), .classes = {}, .layers = layers_};
  for (Index k = 0; k < network.output_size(); ++k) setup.classes.push_back(std::to_string(k));
  controls_ = image_relevance_controls(setup);
}

ImageRelevance::Model& ImageRelevance::model(const std::string& option) {
  for (size_t i = 0; i < models_.size(); ++i)
    if (model_options_[i].value == option) return models_[i];
  return models_.front();
}

/// The image as the network sees it: drawn and centred, or from the data set.
Matrix<float> ImageRelevance::input(const Values& values) const {
  const Array& drawn = array(values, "image");
  const Shape& frame = current_->explainer->network().input_shape();
  if (drawn.values.empty()) {
    const Index index = Index(number(values, "index"));
    if (index < 0)
      throw Error("empty-image", "nothing is drawn and no digit is picked, expected one of the two",
                  {{"control", "image"}});
    return framed_.col(index);
  }
  return framed_drawing(drawn, frame);
}

/// Prepares the explanation; an error names the control that asked for it.
ExplanationChoice ImageRelevance::choose(const Values& values) {
  try {
    ExplanationChoice choice = choose_explanation(values, layers_);
    current_->explainer->choose(choice);
    return choice;
  } catch (Error& error) {
    const auto& rules = words(values, "layer_rules");
    const bool by_layer = std::any_of(rules.begin(), rules.end(),
                                      [](const auto& rule) { return rule != "composite"; });
    const bool one_rule = word(values, "rule") != "composite";
    error.params["control"] = by_layer ? "layer_rules" : one_rule ? "rule" : "composite";
    throw;
  }
}

View ImageRelevance::thumbnails(Model& shown) {
  View view;
  if (shown_model_ == shown.asset) {
    view.kind = "strip";
    view.id = "digits";
    view.unchanged = true;
  } else {
    if (shown.predictions.empty()) {
      const Matrix<float> scores = predict(shown.explainer->network(), framed_);
      for (Index b = 0; b < scores.cols(); ++b) shown.predictions.push_back(winner(scores, b));
    }
    std::vector<Index> picked;
    for (Index b = 0; b < std::min(thumbnails_, framed_.cols()); ++b) picked.push_back(b);
    for (Index b = thumbnails_; b < framed_.cols() && Index(picked.size()) < thumbnails_ + 12; ++b)
      if (shown.predictions[size_t(b)] != labels_[size_t(b)]) picked.push_back(b);
    const Shape& shape = images_.shape;
    Picture images{{Index(picked.size()), shape[0], shape[1]}, {}};
    const Shape list{Index(picked.size())};
    Array indices{list, {}}, flagged{list, {}}, predictions{list, {}};
    std::vector<std::string> labels;
    for (Index b : picked) {
      const auto column = images_.pixels.col(b);
      images.values.insert(images.values.end(), column.data(), column.data() + column.size());
      indices.values.push_back(double(b));
      flagged.values.push_back(shown.predictions[size_t(b)] != labels_[size_t(b)]);
      predictions.values.push_back(double(shown.predictions[size_t(b)]));
      labels.push_back(std::to_string(labels_[size_t(b)]));
    }
    view = strip_view("digits", {"Real digits", "Echte Ziffern"}, images, labels, indices);
    view.fields["flagged"] = flagged;
    view.fields["predictions"] = predictions;
    shown_model_ = shown.asset;
  }
  view.sets = "index";
  return view;
}

Frame ImageRelevance::run(const Values& values) {
  Model& chosen = model(word(values, "model"));
  Frame frame;
  Values completed = values;
  if (declared_model_ != chosen.asset) {
    declare_controls(chosen.explainer->network());
    frame.controls = controls_;
    if (!declared_model_.empty())
      completed["layer_rules"] = std::vector<std::string>(layers_.size(), "composite");
  }
  current_ = &chosen;
  ImageExplainer& explainer = *chosen.explainer;
  const ExplanationChoice choice = choose(completed);
  const std::string test_key = chosen.asset + " " + choice.key;
  if (test_ && test_->question() != test_key) test_.reset();
  declared_model_ = chosen.asset;
  frame.disabled = idle_controls(values);
  frame.views.push_back(thumbnails(chosen));
  Matrix<float> image;
  try {
    image = input(values);
  } catch (const Error& error) {
    if (error.code != "empty-image") throw;
    frame.problem = error;
    last_ = frame;
    return frame;
  }

  const std::string& asked = word(values, "target");
  const Index asked_index = asked == "winner" ? -1 : Index(std::stol(asked));
  const Matrix<float>& relevance = explainer.explain(image, {asked_index});
  const Matrix<float>& scores = explainer.scores();
  const Index target = asked_index < 0 ? winner(scores, 0) : asked_index;
  const ImageShape shape = image_shape(explainer.network().input_shape());
  std::vector<std::string> classes;
  for (Index k = 0; k < scores.rows(); ++k) classes.push_back(std::to_string(k));

  View seen = image_view("input", {"What the network sees", "Was das Netz sieht"},
                         picture({shape.height, shape.width}, image));
  seen.group = "main";
  seen.sets = "image";
  frame.views.push_back(std::move(seen));
  frame.views.push_back(relevance_view(relevance, image, shape, classes[size_t(target)]));
  frame.views.push_back(scores_view(scores, classes, target));

  const double sum = relevance.cast<double>().sum(), f = double(scores(target, 0));
  double absorbed = 0;
  if (explainer.layers() != nullptr) {
    const auto accounts = layer_accounts(explainer);
    for (const auto& account : accounts) absorbed += account.absorbed.sum();
    for (View& view : layer_views(explainer)) frame.views.push_back(std::move(view));
    frame.views.push_back(account_view(accounts));
    frame.checks = conservation_checks(f, sum, accounts);
  } else {
    Check check = make_check("conservation", {"ΣR = f", "ΣR = f"}, sum, f, 1e-4);
    if (check.status == CheckStatus::fails) check.status = CheckStatus::not_claimed;
    check.reason = {"A gradient method promises no conservation.",
                    "Ein Gradientenverfahren verspricht keine Erhaltung."};
    frame.checks.push_back(check);
  }

  const auto array = [](const Matrix<float>& m, Shape s) {
    return Array{std::move(s), std::vector<double>(m.data(), m.data() + m.size())};
  };
  frame.quantities["scores"] = array(scores, {scores.rows()});
  frame.quantities["target"] = {{}, {double(target)}};
  frame.quantities["relevance"] = array(relevance, {shape.height, shape.width});
  frame.quantities["sum"] = {{}, {sum}};
  frame.quantities["absorbed"] = {{}, {absorbed}};
  for (const auto& notice : explainer.notices()) frame.notices.push_back({notice, notice});

  if (flag(values, "faithfulness")) test_.emplace(test_key, framed_.cols());
  if (test_) test_->report(frame);
  last_ = frame;
  return frame;
}

Frame ImageRelevance::advance(double budget_ms) {
  Frame frame = kept(last_);
  if (!test_) return frame;
  test_->advance(*current_->explainer, framed_, budget_ms);
  test_->report(frame);
  return frame;
}

}  // namespace

RELEVANCE_EXPERIMENT("image-relevance", ImageRelevance)

}  // namespace relevance

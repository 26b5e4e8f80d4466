// What does a network take a 3 to be? Prototypes of all classes under four penalties (scenario
// prototype-digits).
//
// Configuration: `models` list of ONNX assets with `model_labels` and `model_labels_de`;
// `density` NPY asset of a Gaussian; `pca`, `decoder` ONNX assets of generators; `training` IDX
// asset of digits, asked for when a decoder is to be trained on them.

#include <algorithm>
#include <chrono>

#include "base/error.hpp"
#include "experiments/prototypes/decoder_training.hpp"
#include "experiments/prototypes/prototype_digits_controls.hpp"
#include "experiments/prototypes/prototype_digits_views.hpp"
#include "experiments/prototypes/prototype_starts.hpp"
#include "experiments/shared/ascent_controls.hpp"
#include "experiments/shared/config.hpp"
#include "io/idx.hpp"
#include "io/npy.hpp"
#include "lab/experiment.hpp"

namespace relevance {
namespace {

constexpr double kFirstSliceMs = 6;  // of a run, before its first picture
constexpr double kPictureMs = 30;    // between two pictures of a run under way
constexpr double kTrainingPictureMs = 200;

class PrototypeDigits : public Experiment {
 public:
  explicit PrototypeDigits(const Config& config);
  std::vector<std::string> needs() const override;
  void provide(const std::string& name, ByteView bytes) override;
  const std::vector<Control>& controls() const override { return controls_; }
  Frame run(const Values& values) override;
  Frame advance(double budget_ms) override;
  Frame seek(int step) override;

 private:
  using Clock = std::chrono::steady_clock;
  struct Model {
    std::string asset;
    std::unique_ptr<ImageExplainer> explainer;
  };
  void choose_decoder(const Values& values);
  bool training() const { return trains_ && !training_->state().done; }
  void begin();
  void work(double budget_ms);
  Frame picture();
  void state_progress(Frame& frame) const;

  std::vector<Model> models_;
  std::vector<Option> model_options_;
  std::string density_asset_, pca_asset_, decoder_asset_, training_asset_;
  DigitPriors priors_;
  std::unique_ptr<NetworkGenerator<float>> shipped_decoder_, trained_decoder_;
  std::optional<IdxImages> digits_;
  std::unique_ptr<DecoderTraining> training_;
  bool trains_ = false;  // whether the decoder in use is the one trained here
  std::vector<Control> controls_;
  ImageExplainer* explainer_ = nullptr;
  std::unique_ptr<PrototypeLanes> lanes_;
  Values asked_;   // what the lanes answer, but for where one looks
  Values values_;  // of the last run
  int target_step_ = 0;
  Frame last_;  // as kept
  Clock::time_point painted_;
};

PrototypeDigits::PrototypeDigits(const Config& config)
    : density_asset_(text_of(config, "density")),
      pca_asset_(text_of(config, "pca")),
      decoder_asset_(text_of(config, "decoder")),
      training_asset_(text_of(config, "training")) {
  ModelChoice choice = model_choice(config);
  for (auto& asset : choice.assets) models_.push_back({std::move(asset), nullptr});
  model_options_ = std::move(choice.options);
}

std::vector<std::string> PrototypeDigits::needs() const {
  std::vector<std::string> missing;
  for (const auto& model : models_)
    if (!model.explainer) missing.push_back(model.asset);
  if (!priors_.density) missing.push_back(density_asset_);
  if (!priors_.pca) missing.push_back(pca_asset_);
  if (!shipped_decoder_) missing.push_back(decoder_asset_);
  return missing;
}

void PrototypeDigits::provide(const std::string& name, ByteView bytes) {
  if (name == training_asset_) {
    digits_ = read_idx_images(bytes);
    return;
  }
  bool known = name == density_asset_ || name == pca_asset_ || name == decoder_asset_;
  if (name == density_asset_) {
    const NpyArray array = read_npy(bytes);
    priors_.density = read_gaussian(array.shape, array.values);
  }
  const auto generator = [&] {
    return std::make_unique<NetworkGenerator<float>>(read_onnx<float>(bytes).network);
  };
  if (name == pca_asset_) priors_.pca = generator();
  if (name == decoder_asset_) shipped_decoder_ = generator();
  for (auto& model : models_)
    if (model.asset == name) {
      model.explainer = std::make_unique<ImageExplainer>(read_onnx<float>(bytes));
      known = true;
    }
  if (!known) Experiment::provide(name, bytes);
  if (!needs().empty()) return;
  for (const auto& model : models_) {
    const Index n = model.explainer->network().input_size();
    check_size("prototype-digits", "the density of " + density_asset_, priors_.density->size(), n);
    check_size("prototype-digits", "the generator " + pca_asset_, priors_.pca->size(), n);
    check_size("prototype-digits", "the generator " + decoder_asset_, shipped_decoder_->size(), n);
    model.explainer->choose(
        {"lrp", make_composite({"epsilon-plus", {{"epsilon", 1e-6}}}), "epsilon-plus"});
  }
  controls_ = prototype_digits_controls(model_options_, shipped_decoder_->code_size());
}

/// A decoder trained here is asked for where it is used; what was trained stays.
void PrototypeDigits::choose_decoder(const Values& values) {
  trains_ = uses_decoder(values) && word(values, "decoder") == "trained";
  if (!trains_) {
    priors_.decoder = shipped_decoder_.get();
    return;
  }
  if (!digits_)
    throw Error("asset-missing", "\"" + training_asset_ + "\" has not been provided",
                {{"name", training_asset_}});
  const DecoderTraining::Question question{int(number(values, "epochs")), number(values, "beta")};
  if (!training_ || training_->question() != question)
    training_ = std::make_unique<DecoderTraining>(*digits_, question);
}

/// The lanes of the last run's values at their start, with the decoder as it stands.
void PrototypeDigits::begin() {
  const Values& values = values_;
  lanes_.reset();
  if (trains_) {
    trained_decoder_ = training_->generator();
    priors_.decoder = trained_decoder_.get();
    check_size("prototype-digits", "the code of the decoder trained here",
               trained_decoder_->code_size(), shipped_decoder_->code_size());
    check_size("prototype-digits", "an image of the decoder trained here", trained_decoder_->size(),
               shipped_decoder_->size());
  }
  for (size_t i = 0; i < models_.size(); ++i)
    if (model_options_[i].value == word(values, "model")) explainer_ = models_[i].explainer.get();
  LaneQuestion question{
      .penalties = lane_names(),
      .score = word(values, "objective") == "logit" ? Score::activation : Score::log_probability,
      .lambda = number(values, "lambda"),
      .variation = number(values, "variation"),
      .box = flag(values, "box"),
      .ascent = ascent_options(values)};
  if (!flag(values, "compare")) question.penalties = {word(values, "penalty")};
  question.ascent.keep_every = 10;
  lanes_ = std::make_unique<PrototypeLanes>(explainer_->network(), priors_, question,
                                            lane_start(values, *explainer_, priors_));
}

Frame PrototypeDigits::run(const Values& values) {
  Values asked = values;
  asked.erase("step");
  asked.erase("target");
  if (flag(values, "compare")) asked.erase("penalty");
  values_ = values;
  target_step_ = int(number(values, "step"));
  if (!lanes_ || asked != asked_) {
    lanes_.reset();
    choose_decoder(values);
    begin();
    asked_ = asked;
  }
  work(kFirstSliceMs);
  return picture();
}

/// Trains the decoder where that is asked for, then climbs.
void PrototypeDigits::work(double budget_ms) {
  if (!training()) {
    lanes_->advance(target_step_, budget_ms);
    return;
  }
  training_->advance(budget_ms);
  if (!training()) begin();
}

Frame PrototypeDigits::advance(double budget_ms) {
  if (!lanes_) return {};
  work(budget_ms);
  const double since = std::chrono::duration<double, std::milli>(Clock::now() - painted_).count();
  if (training() ? since >= kTrainingPictureMs
                 : since >= kPictureMs || lanes_->done(target_step_)) {
    if (training()) begin();
    return picture();
  }
  Frame frame = last_;
  state_progress(frame);
  return frame;
}

/// How far training or climbing has come.
void PrototypeDigits::state_progress(Frame& frame) const {
  frame.step = lanes_->step();
  frame.done = !training() && lanes_->done(target_step_);
  frame.progress = frame.done ? 1 : double(frame.step) / std::max(1, target_step_);
  if (!training()) return;
  const TrainState& state = training_->state();
  frame.progress = double(state.step) / double(state.steps);
  const std::string now = std::to_string(state.epoch + 1),
                    all = std::to_string(training_->question().epochs);
  frame.progress_label = {"Training the decoder: epoch " + now + " of " + all,
                          "Der Decoder lernt: Epoche " + now + " von " + all};
}

Frame PrototypeDigits::seek(int step) {
  if (!lanes_) return {};
  const Control& control = controls_.back();  // the run
  target_step_ = std::clamp(step, int(control.low), int(control.high));
  work(kFirstSliceMs);
  return picture();
}

/// Where lanes stand before a step that runs away: the first, and a rate that none runs away with.
std::optional<Error> runaway(const PrototypeLanes& lanes, double rate) {
  std::optional<int> at;
  double offer = rate;
  for (const auto& lane : lanes.lanes()) {
    if (!PrototypeLanes::stopped(lane)) continue;
    if (!at) at = lane.ascent->diverged_at();
    offer = std::min(offer, lane.ascent->suggested_rate());
  }
  if (!at) return {};
  return divergence(*at, rate, offer);
}

Frame PrototypeDigits::picture() {
  Frame frame;
  frame.disabled = idle_prototype_controls(values_);
  size_t lane = 0;
  for (size_t i = 0; i < lanes_->lanes().size(); ++i)
    if (lanes_->lanes()[i].penalty == word(values_, "penalty")) lane = i;
  show({.lanes = *lanes_,
        .lane = lane,
        .target = Index(std::stol(word(values_, "target"))),
        .steps = target_step_,
        .explainer = *explainer_,
        .density = *priors_.density,
        .training = trains_ ? training_.get() : nullptr},
       frame);
  frame.problem = runaway(*lanes_, number(values_, "rate"));
  state_progress(frame);
  painted_ = Clock::now();
  last_ = kept(frame);
  return frame;
}

}  // namespace

RELEVANCE_EXPERIMENT("prototype-digits", PrototypeDigits)

}  // namespace relevance

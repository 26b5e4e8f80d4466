// What does a network take a 3 to be? Prototypes of all classes under four penalties (scenario
// prototype-digits).
//
// Configuration: `models` list of ONNX assets with `model_labels` and `model_labels_de`;
// `density` NPY asset of a Gaussian; `pca`, `decoder` ONNX assets of generators; `training` IDX
// asset of digits, asked for when a decoder is to be trained on them.

#include <algorithm>

#include "base/error.hpp"
#include "experiments/prototypes/decoder_training.hpp"
#include "experiments/prototypes/prototype_digits_controls.hpp"
#include "experiments/prototypes/prototype_digits_views.hpp"
#include "experiments/prototypes/prototype_starts.hpp"
#include "io/idx.hpp"
#include "io/npy.hpp"
#include "lab/iterated.hpp"

namespace relevance {
namespace {

struct PrototypeDigits {
  struct State {
    ImageExplainer& explainer;
    std::shared_ptr<DecoderTraining> training = nullptr;  ///< of the decoder that was trained here
    bool trains = false;                                  ///< whether it is the one in use
    std::unique_ptr<NetworkGenerator<float>> trained_decoder = nullptr;
    std::unique_ptr<PrototypeLanes> lanes = nullptr;
    Recognition recognition = {};
    bool training_now() const { return trains && !training->state().done; }
  };
  static constexpr double first_slice_ms = 6;
  static double picture_ms(const State& s) { return s.training_now() ? 200 : 30; }

  explicit PrototypeDigits(const Config& config)
      : choice(model_choice(config)),
        density_asset(text_of(config, "density")),
        pca_asset(text_of(config, "pca")),
        decoder_asset(text_of(config, "decoder")),
        training_asset(text_of(config, "training")),
        explainers(choice.assets.size()) {}

  Strings needs() const {
    Strings missing;
    for (size_t i = 0; i < explainers.size(); ++i)
      if (!explainers[i]) missing.push_back(choice.assets[i]);
    if (!density) missing.push_back(density_asset);
    if (!pca) missing.push_back(pca_asset);
    if (!shipped_decoder) missing.push_back(decoder_asset);
    return missing;
  }

  void provide(const std::string& name, ByteView bytes) {
    if (name == training_asset) {
      digits = read_idx_images(bytes);
      return;
    }
    bool known = name == density_asset || name == pca_asset || name == decoder_asset;
    if (name == density_asset) {
      const NpyArray array = read_npy(bytes);
      density = read_gaussian(array.shape, array.values);
    }
    const auto generator = [&] {
      return std::make_unique<NetworkGenerator<float>>(read_onnx<float>(bytes).network);
    };
    if (name == pca_asset) pca = generator();
    if (name == decoder_asset) shipped_decoder = generator();
    for (size_t i = 0; i < explainers.size(); ++i)
      if (choice.assets[i] == name) {
        explainers[i] = std::make_unique<ImageExplainer>(read_onnx<float>(bytes));
        known = true;
      }
    if (!known) detail::fail_unneeded_asset(name);
    if (needs().empty()) complete();
  }

  /// Everything is here: do the parts fit?
  void complete() {
    const Index classes = explainers[0]->network().output_size();
    check_range("prototype-digits", "the number of classes of " + choice.assets[0], double(classes),
                2, 1000);
    for (size_t i = 0; i < explainers.size(); ++i) {
      const Network<float>& network = explainers[i]->network();
      const Index n = network.input_size();
      check_size("prototype-digits", "the output of " + choice.assets[i], network.output_size(),
                 classes);
      check_size("prototype-digits", "the density of " + density_asset, density->size(), n);
      check_size("prototype-digits", "the generator " + pca_asset, pca->size(), n);
      check_size("prototype-digits", "the generator " + decoder_asset, shipped_decoder->size(), n);
      explainers[i]->choose(
          {"lrp", make_composite({"epsilon-plus", {{"epsilon", 1e-6}}}), "epsilon-plus"});
    }
    asked.emplace(choice, classes, shipped_decoder->code_size());
  }

  std::vector<Control> controls() const { return asked ? asked->list() : std::vector<Control>{}; }
  Idle idle(const Values& values) const { return asked->idle(values); }

  /// Not where one looks, nor how far it goes.
  Key key(const Values& values) const {
    Values question = values;
    for (const char* name : {"step", "target"}) question.erase(name);
    if (asked->compare(values)) question.erase("penalty");
    return key_of(question);
  }

  State begin(const Values& values, const State* previous) const {
    size_t model = 0;
    for (size_t i = 0; i < explainers.size(); ++i)
      if (choice.options[i].value == asked->model(values)) model = i;
    State s{.explainer = *explainers[model]};
    s.trains = asked->trains_decoder(values);
    if (previous) s.training = previous->training;
    if (s.trains) s.training = training_for(values, s.training);
    start_lanes(s, values);
    return s;
  }

  /// What was trained stays; else a training that has yet to be done.
  std::shared_ptr<DecoderTraining> training_for(
      const Values& values, const std::shared_ptr<DecoderTraining>& before) const {
    if (!digits) detail::fail_missing_asset(training_asset);
    const DecoderTraining::Question question{int(asked->epochs(values)), asked->beta(values)};
    if (before && before->question() == question) return before;
    return std::make_shared<DecoderTraining>(*digits, question);
  }

  /// The lanes at their start, with the decoder as it stands.
  void start_lanes(State& s, const Values& values) const {
    s.lanes.reset();
    DigitPriors priors{&*density, pca.get(), shipped_decoder.get()};
    if (s.trains) {
      s.trained_decoder = s.training->generator();
      priors.decoder = s.trained_decoder.get();
      check_size("prototype-digits", "the code of the decoder trained here",
                 priors.decoder->code_size(), shipped_decoder->code_size());
      check_size("prototype-digits", "an image of the decoder trained here", priors.decoder->size(),
                 shipped_decoder->size());
    }
    LaneQuestion question{
        .penalties = lane_names(),
        .score = asked->objective.is(values, "logit") ? Score::activation : Score::log_probability,
        .lambda = asked->lambda(values),
        .variation = asked->variation(values),
        .box = asked->box(values),
        .ascent = asked->ascent.options(values)};
    if (!asked->compare(values)) question.penalties = {asked->penalty(values)};
    question.ascent.keep_every = 10;
    s.lanes = std::make_unique<PrototypeLanes>(s.explainer.network(), priors, question,
                                               lane_start(*asked, values, s.explainer, priors));
  }

  /// Trains the decoder where that is asked for, then climbs.
  void step(State& s, const Values& values, double budget_ms) const {
    if (!s.training_now()) {
      s.lanes->advance(int(asked->step(values)), budget_ms);
      return;
    }
    s.training->advance(budget_ms);
    if (!s.training_now()) start_lanes(s, values);
  }
  /// What pictures and quantities read beyond what steps leave.
  void refresh(State& s, const Values& values) const {
    if (s.training_now()) start_lanes(s, values);
    s.recognition = recognise(*s.lanes, s.explainer);
  }

  Standing standing(const State& s, const Values& values) const {
    const int goal = int(asked->step(values));
    Standing now{.step = s.lanes->step()};
    now.done = !s.training_now() && s.lanes->done(goal);
    now.progress = now.done ? 1 : double(now.step) / std::max(1, goal);
    if (!s.training_now()) return now;
    const TrainState& state = s.training->state();
    now.progress = double(state.step) / double(state.steps);
    const std::string epoch = std::to_string(state.epoch + 1),
                      all = std::to_string(s.training->question().epochs);
    now.label = {"Training the decoder: epoch " + epoch + " of " + all,
                 "Der Decoder lernt: Epoche " + epoch + " von " + all};
    return now;
  }

  /// Where lanes stand before a step that runs away: the first, and a rate that none runs away
  /// with.
  std::optional<Error> warning(const State& s, const Values& values) const {
    std::optional<int> at;
    const double rate = asked->ascent.rate(values);
    double offer = rate;
    for (const auto& lane : s.lanes->lanes()) {
      if (!PrototypeLanes::stopped(lane)) continue;
      if (!at) at = lane.ascent->diverged_at();
      offer = std::min(offer, lane.ascent->suggested_rate());
    }
    if (!at) return {};
    return divergence(*at, rate, offer);
  }

  PrototypeScene scene(const State& s, const Values& values) const {
    size_t lane = 0;
    for (size_t i = 0; i < s.lanes->lanes().size(); ++i)
      if (s.lanes->lanes()[i].penalty == asked->penalty(values)) lane = i;
    return {.lanes = *s.lanes,
            .lane = lane,
            .target = Index(std::stol(asked->target(values))),
            .steps = int(asked->step(values)),
            .explainer = s.explainer,
            .density = *density,
            .recognition = s.recognition,
            .training = s.trains ? s.training.get() : nullptr};
  }
  void quantities(const State& s, Quantities& out, const Values& values) const {
    add_quantities(scene(s, values), out);
  }
  void checks(const State& s, Checks& out, const Values& values) const {
    add_checks(scene(s, values), out);
  }
  void views(const State& s, Views& out, const Values& values) const {
    add_views(scene(s, values), out);
  }

  ModelChoice choice;
  std::string density_asset, pca_asset, decoder_asset, training_asset;
  std::vector<std::unique_ptr<ImageExplainer>> explainers;  // each with its workspace
  std::optional<Gaussian> density;
  std::unique_ptr<NetworkGenerator<float>> pca, shipped_decoder;
  std::optional<IdxImages> digits;
  std::optional<PrototypeControls> asked;
};

}  // namespace

RELEVANCE_EXPERIMENT("prototype-digits", Iterated<PrototypeDigits>)

}  // namespace relevance

// A network that recognises images explains its decision pixel by pixel (scenario digits-lrp).
//
// A large network is explained layer by layer, so that a page can tell how far it is, and be left.
//
// Configuration: `models` list of ONNX assets, `model_labels` list of their names, `images`
// and `labels` IDX assets, `thumbnails` number of images to pick from.

#include <algorithm>
#include <chrono>
#include <limits>

#include "base/error.hpp"
#include "experiments/relevance/faithfulness.hpp"
#include "experiments/relevance/image_relevance_controls.hpp"
#include "experiments/relevance/image_relevance_views.hpp"
#include "experiments/shared/digit_set.hpp"
#include "experiments/shared/explained_image.hpp"
#include "lab/iterated.hpp"
#include "nn/scores.hpp"

namespace relevance {
namespace {

constexpr Index kMistakes = 12;  // beyond the thumbnails: images the network reads wrongly
constexpr double kNoEnd = std::numeric_limits<double>::infinity();  // of milliseconds
constexpr double kSwift = 5e7;  // multiply-adds of a network that is explained at once

struct ImageRelevance {
  struct Model {
    std::string asset;
    std::unique_ptr<ImageExplainer> explainer = nullptr;
    std::unique_ptr<ImageControls> controls = nullptr;
    std::vector<Control> list = {};
    std::optional<Strip> thumbnails = {};
  };
  /// One image explained, and the test of that explanation, if it was asked for.
  struct State {
    Model& model;
    bool empty = false;      ///< nothing is drawn or picked
    bool explained = false;  ///< what follows is there
    Index target = 0;
    Matrix<float> image = {};                   ///< as the network takes it, [n_in × 1]
    int explanation = 0;                        ///< its number, while it goes on
    Matrix<float> relevance = {}, scores = {};  ///< of each pixel, of each class
    std::vector<LayerAccount> accounts = {};
    std::shared_ptr<Faithfulness> test = {};
    double f() const { return double(scores(target, 0)); }
    double sum() const { return relevance.cast<double>().sum(); }
    ImageShape shape() const { return image_shape(model.explainer->network().input_shape()); }
    /// What the network sees, all colours together.
    Matrix<float> seen() const { return over_channels(image, shape()) / float(shape().channels); }
  };

  explicit ImageRelevance(const Config& config)
      : choice(model_choice(config)),
        digits(text_of(config, "images"), text_of(config, "labels")),
        thumbnails(count_of(config, "thumbnails", 60, 0, 10'000)) {
    for (const auto& asset : choice.assets) models.push_back({asset});
  }

  Strings needs() const {
    Strings missing;
    for (const auto& model : models)
      if (!model.explainer) missing.push_back(model.asset);
    for (auto& asset : digits.needs()) missing.push_back(std::move(asset));
    return missing;
  }

  Strings needs_for(const Values& given) const {
    Strings missing = digits.needs();
    const Model& model = model_of(given);
    if (!model.explainer) missing.insert(missing.begin(), model.asset);
    return missing;
  }

  void provide(const std::string& name, ByteView bytes) {
    bool known = digits.provide(name, bytes);
    for (auto& model : models)
      if (model.asset == name) {
        model.explainer = std::make_unique<ImageExplainer>(read_onnx<float>(bytes));
        known = true;
      }
    if (!known) detail::fail_unneeded_asset(name);
    if (!digits.needs().empty()) return;
    for (auto& model : models) {
      if (!model.explainer || model.controls) continue;
      const Network<float>& network = model.explainer->network();
      if (!digits.ready()) digits.frame(network.input_shape());
      check_size("image-relevance", "the input of " + model.asset, network.input_size(),
                 digits.framed().rows());
      model.controls = std::make_unique<ImageControls>(choice, digits.count(), network);
      model.list = model.controls->list();
    }
  }

  Model& model_of(const Values& given) const {
    const auto found = given.find("model");
    for (size_t i = 0; found != given.end() && i < models.size(); ++i)
      if (found->second == Value(choice.options[i].value)) return models[i];
    return models.front();
  }
  const std::vector<Control>& controls(const Values& given) const { return model_of(given).list; }
  static bool swift(const Model& model) { return model.explainer->network().work() <= kSwift; }
  Idle idle(const Values& values) const {
    const Model& model = model_of(values);
    Idle idle = model.controls->idle(values);
    if (!swift(model))
      idle.push_back(
          {model.controls->faithfulness.name,
           {"The test explains hundreds of images, and this network takes long for one.",
            "Die Probe erklärt hunderte Bilder, und dieses Netz braucht lange für eines."}});
    return idle;
  }

  Key key(const Values& values) const { return key_of(values); }

  State begin(const Values& values, const State* previous) const {
    Model& model = model_of(values);
    State s{.model = model};
    const ExplanationChoice explanation = choose(model, values);
    const Key question = key_of(model.asset, explanation.key);
    if (model.controls->faithfulness(values) && swift(model))
      s.test = std::make_shared<Faithfulness>(question, digits.count());
    else if (previous && previous->test && previous->test->question() == question)
      s.test = previous->test;
    const Array& drawn = model.controls->image(values);
    const Index index = model.controls->index(values);
    s.empty = drawn.values.empty() ? index < 0 : is_blank(drawn);
    if (s.empty) return s;
    s.image = drawn.values.empty()
                  ? Matrix<float>(digits.framed().col(index))
                  : framed_drawing(drawn, model.explainer->network().input_shape());
    const std::string& asked = model.controls->target(values);
    s.target = asked == "winner" ? -1 : Index(std::stol(asked));
    if (swift(model)) explain(s, kNoEnd);
    return s;
  }

  /// Goes on for about that many milliseconds, at least one layer. Where another image was
  /// explained meanwhile, from the beginning.
  static void explain(State& s, double budget_ms) {
    using Clock = std::chrono::steady_clock;
    const auto begun = Clock::now();
    ImageExplainer& explainer = *s.model.explainer;
    if (s.explanation == 0 || s.explanation != explainer.present())
      s.explanation = explainer.begin(s.image, {s.target});
    while (explainer.advance())
      if (std::chrono::duration<double, std::milli>(Clock::now() - begun).count() >= budget_ms)
        return;
    s.relevance = over_channels(explainer.relevance(), s.shape());
    s.scores = explainer.scores();
    if (s.target < 0) s.target = winner(s.scores, 0);
    s.accounts = layer_accounts(explainer);
    s.explained = true;
  }

  /// Prepares the explanation; an error names the control that asked for it.
  static ExplanationChoice choose(Model& model, const Values& values) {
    try {
      ExplanationChoice explanation = model.controls->choose(values);
      model.explainer->choose(explanation);
      return explanation;
    } catch (Error& error) {
      error.params["control"] = model.controls->rules.asks_for_rules(values).name;
      throw;
    }
  }

  void step(State& s, const Values& values, double budget_ms) const {
    choose(s.model, values);  // another explanation may have been asked for meanwhile
    if (!s.explained && !s.empty) return explain(s, budget_ms);
    s.test->advance(*s.model.explainer, digits.framed(), budget_ms);
  }
  Standing standing(const State& s, const Values&) const {
    const ImageExplainer& explainer = *s.model.explainer;
    if (!is_whole(s))
      return {.progress = s.explanation == explainer.present() ? explainer.progress() : 0,
              .label = {"Explaining layer by layer", "Erkläre Schicht für Schicht"},
              .done = false};
    return s.test ? s.test->standing() : Standing{};
  }
  bool is_whole(const State& s) const { return s.explained || s.empty; }

  std::optional<Error> problem(const State& s, const Values&) const {
    if (!s.empty) return {};
    return Error("empty-image", "nothing is drawn and no digit is picked, expected one of the two",
                 {{"control", "image"}})
        .say({"Draw a digit, or pick one.", "Zeichne eine Ziffer oder wähle eine."});
  }

  void quantities(const State& s, Quantities& q, const Values&) const {
    if (s.test) s.test->add_quantities(q);
    if (!s.explained) return;
    const auto array = [](const Matrix<float>& m, Shape shape) {
      return Array{std::move(shape), std::vector<double>(m.data(), m.data() + m.size())};
    };
    double absorbed = 0;
    for (const auto& account : s.accounts) absorbed += account.absorbed.sum();
    q("scores", array(s.scores, {s.scores.rows()}))("target", double(s.target));
    q("relevance", array(s.relevance, {s.shape().height, s.shape().width}))("sum", s.sum());
    q("absorbed", absorbed)("score", s.f())("negative",
                                            std::abs(double(s.relevance.cwiseMin(0.f).sum())));
  }

  void checks(const State& s, Checks& out, const Values&) const {
    if (s.explained) add_conservation(s.f(), s.sum(), s.accounts, out);
  }

  void notices(const State& s, Texts& out, const Values&) const {
    for (const auto& notice : s.model.explainer->notices()) out.push_back(notice);
  }

  void views(const State& s, Views& out, const Values&) const {
    out.add({.id = "digits", .title = {"Real digits", "Echte Ziffern"}, .sets = "index"},
            pick_thumbnails(s.model));
    if (s.empty) return;
    const ImageShape shape = s.shape();
    out.add({.id = "input",
             .title = {"What the network sees", "Was das Netz sieht"},
             .group = "main",
             .sets = "image"},
            ImageView{.pixels = picture({shape.height, shape.width}, s.seen())});
    if (!s.explained) return;
    out.add({.id = "relevance",
             .title = {"Relevance", "Relevanz"},
             .caption = strongest_caption(s.relevance, shape, std::to_string(s.target)),
             .group = "main"},
            relevance_heatmap(s.relevance, s.seen(), shape));
    add_scores(s.scores, s.target, out);
    if (!s.accounts.empty()) add_layers(s.accounts, out);
    update(s, out);
  }
  /// What steps change.
  void update(const State& s, Views& out) const {
    if (s.test) s.test->add_curves(out);
  }

  const Strip& pick_thumbnails(Model& model) const {
    if (model.thumbnails) return *model.thumbnails;
    if (!swift(model)) return model.thumbnails.emplace(digits.picks(thumbnails));
    const Matrix<float> scores = predict(model.explainer->network(), digits.framed());
    std::vector<Index> picked;
    const auto read = [&](Index b) { return winner(scores, b); };
    const auto wrong = [&](Index b) { return read(b) != digits.label(b); };
    for (Index b = 0; b < digits.count() && Index(picked.size()) < thumbnails + kMistakes; ++b)
      if (b < thumbnails || wrong(b)) picked.push_back(b);
    Strip strip = digits.strip(picked);
    strip.flagged = strip.predictions = Array{{Index(picked.size())}, {}};
    for (Index b : picked) {
      strip.flagged->values.push_back(wrong(b));
      strip.predictions->values.push_back(double(read(b)));
    }
    model.thumbnails = std::move(strip);
    return *model.thumbnails;
  }
  ModelChoice choice;
  DigitSet digits;
  Index thumbnails;
  mutable std::vector<Model> models;  // each with the workspace of its explanations
};

}  // namespace

RELEVANCE_EXPERIMENT("image-relevance", Iterated<ImageRelevance>)

}  // namespace relevance

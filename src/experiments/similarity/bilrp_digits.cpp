// Which pairs of pixels make two digits alike, under the features of a network (scenario
// bilrp-digits).
//
// Configuration: `models`, `model_labels`, `model_labels_de` as image-relevance has them; `images`,
// `labels` IDX assets to pick from, `thumbnails` how many; `training`, `training_labels` IDX
// assets, fetched when nearest digits are asked for; `pairs` of images worth seeing: left, right,
// shift, left, right, shift …

#include <algorithm>

#include "base/about.hpp"
#include "experiments/shared/digit_set.hpp"
#include "experiments/similarity/bilrp_digits_controls.hpp"
#include "experiments/similarity/bilrp_digits_views.hpp"
#include "experiments/similarity/digit_pairs.hpp"
#include "explain/bilrp.hpp"
#include "io/onnx/onnx.hpp"
#include "lab/iterated.hpp"

namespace relevance {
namespace {

constexpr double kFloatTolerance = 1e-4;  // of sums of many single-precision numbers

struct BilrpDigits {
  using SideMemo = Memo<std::shared_ptr<const Side<float>>>;
  struct Model {
    std::string asset;
    std::optional<OnnxModel<float>> onnx = {};
    std::unique_ptr<BilrpControls> controls = nullptr;
    std::vector<Control> list = {};
    std::unique_ptr<Memo<Bilrp<float>>> bilrp = std::make_unique<Memo<Bilrp<float>>>();
    std::unique_ptr<SideMemo> left = std::make_unique<SideMemo>(),
                              right = std::make_unique<SideMemo>();
  };
  struct State {
    Model& model;
    Matrix<float> image = {}, image2 = {};  ///< nothing where nothing is drawn or picked
    ImageShape shape = {};
    std::optional<ComparedDigits> digits = {};
    Index count = 0;
    bool cosine = false, selectable = false, conserves = false;
    std::shared_ptr<NearestDigits> nearest = {};
  };

  explicit BilrpDigits(const Config& config)
      : choice(model_choice(config)),
        tests(text_of(config, "images"), text_of(config, "labels")),
        training(text_of(config, "training"), text_of(config, "training_labels")),
        pairs(numbers_of(config, "pairs", {})),
        thumbnails(count_of(config, "thumbnails", 60, 0, 10'000)) {
    for (const auto& asset : choice.assets) models.push_back({asset});
  }

  Strings needs() const {
    Strings missing;
    for (const auto& model : models)
      if (!model.onnx) missing.push_back(model.asset);
    for (auto& asset : tests.needs()) missing.push_back(std::move(asset));
    return missing;
  }

  void provide(const std::string& name, ByteView bytes) {
    bool known = tests.provide(name, bytes);
    known = training.provide(name, bytes) || known;
    for (auto& model : models)
      if (model.asset == name) {
        model.onnx = read_onnx<float>(bytes);
        known = true;
      }
    if (!known) detail::fail_unneeded_asset(name);
    if (!needs().empty()) return;
    const Shape& input = models.front().onnx->network.input_shape();
    if (!tests.ready()) prepare(input);
    if (training.needs().empty() && !training.ready()) training.frame(input);
  }

  void prepare(const Shape& input) {
    tests.frame(input);
    for (auto& model : models) {
      const Network<float>& network = model.onnx->network;
      check_size("bilrp-digits", "the input of " + model.asset, network.input_size(),
                 tests.framed().rows());
      model.controls = std::make_unique<BilrpControls>(choice, tests.count(), network);
      model.list = model.controls->list();
    }
    pairs.check(tests);
  }

  Model& model_of(const Values& given) const {
    const auto found = given.find("model");
    for (size_t i = 0; found != given.end() && i < models.size(); ++i)
      if (found->second == Value(choice.options[i].value)) return models[i];
    return models.front();
  }
  const std::vector<Control>& controls(const Values& given) const { return model_of(given).list; }
  Idle idle(const Values& values) const { return model_of(values).controls->rules.idle(values); }
  Key key(const Values& values) const { return key_of(values); }

  State begin(const Values& values, const State* previous) const {
    Model& model = model_of(values);
    const BilrpControls& controls = *model.controls;
    State s{.model = model};
    s.shape = image_shape(model.onnx->network.input_shape());
    s.image = side_image(controls.image, controls.index, nullptr, values);
    s.image2 = side_image(controls.image2, controls.index2, &controls.neighbour, values);
    if (s.image2.size() > 0) s.image2 = shifted(s.image2, s.shape, Index(controls.shift(values)));
    s.count = Index(controls.count(values));
    s.cosine = controls.similarity.is(values, "cosine");
    Key question = key_of(model.asset, controls.layer(values));
    if (controls.nearest(values) && s.image.size() > 0)
      s.nearest = nearest(model, question, values, previous);
    if (s.image.size() == 0 || s.image2.size() == 0) return s;
    s.digits = compare(s, model, question, values);
    return s;
  }

  /// A drawing, or what is picked; nothing else.
  Matrix<float> side_image(const Numbers& image, const Whole& index, const Whole* neighbour,
                           const Values& values) const {
    const Array& drawn = image(values);
    if (!drawn.values.empty())
      return is_blank(drawn)
                 ? Matrix<float>()
                 : framed_drawing(drawn, models.front().onnx->network.input_shape(), image.name);
    if (neighbour != nullptr && (*neighbour)(values) >= 0) {
      require_training();
      check_range("bilrp-digits", "neighbour", double((*neighbour)(values)), 0,
                  double(training.count() - 1));
      return training.framed().col((*neighbour)(values));
    }
    return index(values) < 0 ? Matrix<float>() : Matrix<float>(tests.framed().col(index(values)));
  }

  void require_training() const {
    const Strings missing = training.needs();
    if (!missing.empty()) detail::fail_missing_asset(missing.front());
  }

  static Matrix<float> shifted(const Matrix<float>& image, const ImageShape& shape, Index by) {
    Matrix<float> moved = Matrix<float>::Zero(image.rows(), 1);
    for (Index p = 0; p < image.rows(); ++p) {
      const Index from = p % shape.width - by;
      if (from >= 0 && from < shape.width) moved(p, 0) = image(p - by, 0);
    }
    return moved;
  }

  static ComparedDigits compare(State& s, Model& model, Key question, const Values& values) {
    const BilrpControls& controls = *model.controls;
    ComparedDigits d{.image = s.image, .image2 = s.image2, .shape = s.shape};
    about(controls.rules.asks_for_rules(values).name, [&] {
      const Composite composite = controls.rules.choose(values, question);
      Bilrp<float>& bilrp = (*model.bilrp)(question, [&] {
        return Bilrp<float>(model.onnx->network, controls.node(values), composite);
      });
      const auto side = [&](SideMemo& memo, const Matrix<float>& image) {
        return *memo(question + key_of(image),
                     [&] { return std::make_shared<const Side<float>>(bilrp(image)); });
      };
      d.left = side(*model.left, s.image);
      d.right = side(*model.right, s.image2);
      s.conserves = std::all_of(bilrp.rules().begin(), bilrp.rules().end(),
                                [](const auto& rule) { return !rule || rule->conserves; });
    });
    d.patch = controls.patch_side(values);
    d.feature = controls.chosen_feature(values);
    if (d.feature >= d.left.features.size())
      throw Error("out-of-range",
                  "feature is " + std::to_string(d.feature + 1) + ", the layer has " +
                      std::to_string(d.left.features.size()),
                  {{"control", "feature"},
                   {"name", "feature"},
                   {"given", std::to_string(d.feature + 1)},
                   {"expected", "[1, " + std::to_string(d.left.features.size()) + "]"}});
    if (s.cosine) d.scale = cosine_scale(d.left, d.right);
    d.y = d.scale * dot(d.left, d.right);
    d.join();
    s.selectable = d.left.features.size() <= Index(controls.feature.options.size()) - 1;
    return d;
  }

  /// What was computed for the same network and layer goes on.
  std::shared_ptr<NearestDigits> nearest(Model& model, const Key& question, const Values& values,
                                         const State* previous) const {
    require_training();
    if (previous != nullptr && previous->nearest && previous->nearest->question() == question)
      return previous->nearest;
    const int node = model.controls->node(values);
    check_features(model.onnx->network, node);
    return std::make_shared<NearestDigits>(question, network_up_to(model.onnx->network, node),
                                           training.framed());
  }

  void step(State& s, const Values&, double budget_ms) const { s.nearest->advance(budget_ms); }
  Standing standing(const State& s, const Values&) const {
    if (!s.nearest) return {};
    return {.progress = s.nearest->progress(),
            .label = {"Comparing with the training digits", "Vergleich mit den Trainingsziffern"},
            .done = s.nearest->done()};
  }

  std::optional<Error> problem(const State& s, const Values&) const {
    const bool left = s.image.size() == 0, right = s.image2.size() == 0;
    if (!left && !right) return {};
    const std::string control = left && right ? "image image2" : left ? "image" : "image2";
    return Error("empty-image", "nothing is drawn and no digit is picked, expected two digits",
                 {{"control", control}})
        .say({"Draw two digits, or pick them.", "Zeichne zwei Ziffern oder wähle sie."});
  }

  void quantities(const State& s, Quantities& q, const Values&) const {
    if (!s.digits) return;
    const ComparedDigits& d = *s.digits;
    const JointRelevance<float>& joint = *d.patches;
    q("y", d.y)("sum", joint.sum())("missing", std::abs(d.y - joint.sum()));
    q("dot", dot(d.left, d.right));
    q("norm", double(d.left.features.norm()))("norm2", double(d.right.features.norm()));
    q("R", row_by_row(joint));
    q("marginal", joint.row_sums())("marginal2", joint.column_sums());
    q("feature_share", d.shares());
  }

  static Array row_by_row(const JointRelevance<float>& joint) {
    const Matrix<float> turned = joint.transposed().matrix();  // its columns are the rows
    return {{joint.rows(), joint.columns()}, {turned.data(), turned.data() + turned.size()}};
  }

  void checks(const State& s, Checks& out, const Values&) const {
    if (!s.digits) return;
    const Text why =
        !s.conserves ? Text{"A rule in use does not promise to conserve.",
                            "Eine verwendete Regel verspricht keine Erhaltung."}
        : s.digits->feature >= 0
            ? Text{"One feature alone is looked at.", "Nur ein Merkmal wird betrachtet."}
            : Text{"Biases and ε keep some relevance on the way.",
                   "Bias und ε behalten unterwegs einen Teil der Relevanz."};
    out.equal("conservation", "ΣR = y", s.digits->patches->sum(), s.digits->y, kFloatTolerance)
        .unclaimed_if(true, why);
  }

  void notices(const State& s, Texts& out, const Values&) const {
    for (const auto& notice : s.model.onnx->notices) out.push_back(notice);
    if (s.digits && s.digits->y == 0)
      out.push_back({"y = 0: the two digits share no feature, so there is nothing to explain.",
                     "y = 0: Die beiden Ziffern teilen kein Merkmal, es gibt nichts zu erklären."});
  }

  void views(const State& s, Views& out, const Values&) const {
    const auto given = [](const Matrix<float>& image) {
      return image.size() > 0 ? &image : nullptr;
    };
    if (s.digits) add_connections(*s.digits, s.count, out);
    add_sides(given(s.image), given(s.image2), s.shape, s.digits ? &*s.digits : nullptr, out);
    if (s.digits) add_features(*s.digits, s.selectable, out);
    pairs.add_to(out, tests);
    add_picks("digits", {"Left: real digits", "Links: echte Ziffern"}, "index", out);
    add_picks("digits2", {"Right: real digits", "Rechts: echte Ziffern"}, "index2", out);
    update(s, out);
  }
  /// What steps change.
  void update(const State& s, Views& out) const {
    if (!s.nearest || !s.nearest->done() || !s.digits) return;
    add_nearest(*s.nearest, training, s.digits->left.features, s.image, s.cosine, out);
  }

  void add_picks(const char* id, Text title, const char* sets, Views& out) const {
    out.add({.id = id, .title = std::move(title), .sets = sets}, tests.picks(thumbnails));
  }

  ModelChoice choice;
  DigitSet tests, training;
  DigitPairs pairs;
  Index thumbnails;
  mutable std::vector<Model> models;  // each with the workspace of its explanations
};

}  // namespace

RELEVANCE_EXPERIMENT("bilrp-digits", Iterated<BilrpDigits>)

}  // namespace relevance

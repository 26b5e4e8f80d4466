// A model of one class of digits: what is anomalous, and why (scenario one-class-digits).
//
// Configuration: `images`, `labels` IDX assets of test digits to pick from; `training`,
// `training_labels` those learned from; `thumbnails` how many test digits are offered.

#include <algorithm>

#include "base/error.hpp"
#include "experiments/anomalies/anomaly_controls.hpp"
#include "experiments/anomalies/one_class_digits_views.hpp"
#include "experiments/shared/config.hpp"
#include "experiments/shared/sections.hpp"
#include "lab/inputs.hpp"
#include "lab/iterated.hpp"

namespace relevance {
namespace {

const Shape kFrame{1, 28, 28};

std::vector<Option> class_options() {
  std::vector<Option> options;
  for (int digit = 0; digit < 10; ++digit)
    options.push_back({std::to_string(digit), std::to_string(digit)});
  options.push_back({"all", {"all", "alle"}});
  return options;
}

struct OneClassDigits {
  struct State {
    std::shared_ptr<TrainedDigits> trained;
    std::optional<ExplainedDigit> digit = {};
  };
  // long enough for most models: pictures then change, and do not vanish between
  static constexpr double first_slice_ms = 100;
  static double picture_ms(const State&) { return 150; }

  explicit OneClassDigits(const Config& config)
      : tests(text_of(config, "images"), text_of(config, "labels")),
        training(text_of(config, "training"), text_of(config, "training_labels")),
        thumbnails(count_of(config, "thumbnails", 60, 0, 10'000)) {}

  DigitSet tests, training;
  Index thumbnails;
  const Text kDigits{"Learned digits", "Gelernte Ziffern"};

  Choice digit{{.name = "class",
                .label = {"Class", "Klasse"},
                .help = {"The digits that are normal.", "Die Ziffern, die normal sind."},
                .initial = "3",
                .options = class_options(),
                .section = kDigits}};
  Slider count{{.name = "count",
                .label = {"Training digits", "Trainingsziffern"},
                .help = {"At most so many; a class has about 400.",
                         "Höchstens so viele; eine Klasse hat etwa 400."},
                .initial = 200.0,
                .low = 10,
                .high = 400,
                .step = 10,
                .section = kDigits}};
  AnomalyControls kind{{
      .gamma = 0.3,
      .nu = 0.1,
      .clusters = 4,
      .softest = 0.003,
      .stiffest = 100,
      .most_clusters = 10,
      .density_help = {"Kernel density: every digit with the same weight",
                       "Kerndichte: jede Ziffer mit gleichem Gewicht"},
      .gamma_help = {"Below 0.03 hardly more than the distance to the mean.",
                     "Unter 0,03 kaum mehr als der Abstand zum Mittel."},
      .nu_help = {"At most this share of the digits lies outside, at least this share are support "
                  "vectors.",
                  "Höchstens dieser Anteil der Ziffern liegt außerhalb, mindestens dieser Anteil "
                  "sind Stützvektoren."},
  }};
  Choice alter{{.name = "alter",
                .label = {"Alter it", "Verändere sie"},
                .options = {{"none", {"as it is", "wie sie ist"}},
                            {"turn", {"upside down", "auf dem Kopf"}},
                            {"mirror", {"mirrored", "gespiegelt"}},
                            {"stroke",
                             {"with a stroke", "mit Strich"},
                             {"A bar through the middle", "Ein Balken durch die Mitte"}}},
                .section = kInput}};

  Strings needs() const {
    Strings missing = tests.needs();
    for (auto& asset : training.needs()) missing.push_back(std::move(asset));
    return missing;
  }
  void provide(const std::string& name, ByteView bytes) {
    const bool test = tests.provide(name, bytes), train = training.provide(name, bytes);
    if (!test && !train) detail::fail_unneeded_asset(name);
    if (!needs().empty() || tests.ready()) return;
    tests.frame(kFrame);
    training.frame(kFrame);
    image.emplace(ControlKind::image,
                  drawing_control("image", {"Draw an anomaly", "Zeichne eine Anomalie"}, kInput));
    index.emplace(
        ControlKind::index,
        picked_control("index", {"Of the test set", "Aus der Testmenge"}, tests.count(), kInput));
  }
  std::vector<Control> controls() const {
    if (!image) return {};
    std::vector<Control> all = {*image, *index, alter, digit, count};
    for (Control& control : kind.list()) all.push_back(std::move(control));
    return all;
  }
  Idle idle(const Values& values) const { return kind.idle(values); }

  DigitsQuestion question(const Values& values) const {
    return {.digit = digit.is(values, "all") ? -1 : std::stoi(digit(values)),
            .count = Index(count(values)),
            .model = kind.question(values)};
  }
  /// What is learned, not which digit is looked at.
  Key key(const Values& values) const { return question(values).key(); }
  State begin(const Values& values, const State*) const {
    const DigitsQuestion asked = question(values);
    if (finished && finished->question().key() == asked.key()) return {finished};
    return {std::make_shared<TrainedDigits>(asked, training, tests)};
  }
  void step(State& s, const Values&, double budget_ms) const {
    s.trained->advance(budget_ms);
    if (s.trained->done()) finished = s.trained;
  }
  Standing standing(const State& s, const Values&) const {
    const Text training_now{"Training on the digits", "Das Modell lernt die Ziffern"},
        ranking{"Ranking the test digits", "Die Testziffern werden geordnet"};
    return {.progress = s.trained->progress(),
            .label = s.trained->done()      ? Text{}
                     : s.trained->trained() ? ranking
                                            : training_now,
            .done = s.trained->done()};
  }

  /// What is drawn or picked, in the frame and altered; nothing else.
  std::optional<Matrix<double>> shown(const Values& values) const {
    const Array& drawn = (*image)(values);
    Matrix<float> ink;
    if (!drawn.values.empty() && !is_blank(drawn))
      ink = framed_drawing(drawn, kFrame);
    else if (drawn.values.empty() && (*index)(values) >= 0)
      ink = tests.framed().col((*index)(values));
    else
      return {};
    return altered(ink.cast<double>(), alter(values));
  }
  static Matrix<double> altered(Matrix<double> ink, const std::string& how) {
    const Index side = kFrame[1];
    Eigen::Map<Matrix<double>> rows(ink.data(), side, side);  // a column is a row of the image
    if (how == "turn") ink = Matrix<double>(ink.colwise().reverse());
    if (how == "mirror") rows = Matrix<double>(rows.colwise().reverse());
    if (how == "stroke") rows.block(side / 4, side / 2 - 1, side / 2, 2).setOnes();
    return ink;
  }

  void refresh(State& s, const Values& values) const {
    s.digit.reset();
    if (!s.trained->trained()) return;
    if (const auto image_now = shown(values)) s.digit = explain_digit(*s.trained, *image_now);
  }

  std::optional<Error> problem(const State& s, const Values&) const {
    if (s.digit || !s.trained->trained()) return {};
    return Error("empty-image", "nothing is drawn and no digit is picked, expected a digit",
                 {{"control", "image"}})
        .say({"Draw a digit, or pick one.", "Zeichne eine Ziffer oder wähle eine."});
  }

  void quantities(const State& s, Quantities& q, const Values& values) const {
    const TrainedDigits& t = *s.trained;
    q("n", double(t.learned().size()));
    if (t.done() && t.roc()) {
      q("auc", t.roc()->area)("auc_mean", t.roc_of_mean()->area);
      q("shortfall", std::max(0.0, t.roc_of_mean()->area + 0.05 - t.roc()->area));
      q("fooled", fooled(t, values));
    }
    if (t.trained()) model_quantities(t.model(), q);
    if (!s.digit) return;
    const AnomalyExplanation& e = s.digit->at;
    const Vector<double>& R = e.R;
    q("o", e.o)("min_h", e.m)("lower_bound", e.bound)("sum", R.sum())("gap", e.m - e.o);
    q("R", Array{{kFrame[1], kFrame[2]}, {R.data(), R.data() + R.size()}});
    q("R_support", e.R_support)("p", e.p)("M", double(e.h.size()));
    q("mean_distance", s.digit->from_mean.sum());
    if (t.model().is_k_means()) q("cluster", double(e.cluster + 1))("f", e.m);
  }
  static void model_quantities(const AnomalyModel& m, Quantities& q) {
    if (m.is_k_means()) q("inertia", m.clusters()->inertia);
    if (!m.is_k_means()) q("alpha", m.alpha());
    if (m.svm()) q("rho", m.svm()->rho)("duality_gap", m.svm()->duality_gap);
  }
  /// 0 for a test digit of the class that is more anomalous than four in ten of the others.
  double fooled(const TrainedDigits& t, const Values& values) const {
    const Index picked = (*index)(values);
    const bool own = (*image)(values).values.empty() && picked >= 0 && t.inside(picked) &&
                     alter.is(values, "none");
    return own ? std::max(0.0, 0.4 - t.more_anomalous_than_others(picked)) : 1;
  }

  void checks(const State& s, Checks& out, const Values&) const {
    if (!s.digit) return;
    add_anomaly_checks(s.trained->model(), s.digit->at, out);
  }

  void views(const State& s, Views& out, const Values&) const {
    const ImageShape shape = image_shape(kFrame);
    if (s.digit) {
      add_explanation(*s.trained, *s.digit, shape, out);
      add_references(*s.trained, *s.digit, training, shape, out);
    }
    if (s.trained->done()) {
      add_ranking(*s.trained, tests, out);
      add_roc(*s.trained, out);
    }
    out.add({.id = "digits", .title = {"Real digits", "Echte Ziffern"}, .sets = "index"},
            tests.picks(thumbnails));
  }

  std::optional<Numbers> image;
  std::optional<Whole> index;
  mutable std::shared_ptr<TrainedDigits> finished;  // what was learned last
};

}  // namespace

RELEVANCE_EXPERIMENT("one-class-digits", Iterated<OneClassDigits>)

}  // namespace relevance

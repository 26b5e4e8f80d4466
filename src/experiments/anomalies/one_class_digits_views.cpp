#include "experiments/anomalies/one_class_digits_views.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/shared/explained_image.hpp"

namespace relevance {
namespace {

constexpr size_t kStrip = 12;    // thumbnails of a strip
constexpr Index kRanked = 20;    // of the ranking
constexpr Index kCorners = 101;  // false alarms at which the curves are drawn

std::string percent(double share) { return std::to_string(int(std::lround(100 * share))) + " %"; }

Picture plane(const ImageShape& shape, const Vector<double>& values) {
  const Vector<float> single = values.cast<float>();
  return {{shape.height, shape.width}, {single.data(), single.data() + single.size()}};
}

/// The other cluster that is nearest: whose border counts.
Index runner_up(const AnomalyExplanation& at) {
  Index unit = 0;
  at.h.minCoeff(&unit);
  return unit >= at.cluster ? unit + 1 : unit;
}

/// To look at, not to pick from: they are of the training set.
Strip references(const DigitSet& training, std::vector<Index> shown) {
  Strip strip = training.strip(std::move(shown));
  strip.indices.values.assign(strip.labels.size(), -1);
  return strip;
}

}  // namespace

ExplainedDigit explain_digit(const TrainedDigits& trained, const Matrix<double>& image) {
  const AnomalyModel& model = trained.model();
  ExplainedDigit digit{
      .image = image, .at = model.explain(image.col(0)), .apart = {}, .from_mean = {}};
  Vector<double> held = Vector<double>::Zero(image.rows());
  if (model.is_k_means())
    held = model.centres().col(digit.at.cluster);
  else
    for (Index i = 0; i < digit.at.p.size(); ++i) held += digit.at.p[i] * model.centres().col(i);
  digit.apart = image.col(0) - held;
  digit.from_mean = (image.col(0) - trained.mean()).cwiseAbs2();
  return digit;
}

void add_explanation(const TrainedDigits& trained, const ExplainedDigit& digit,
                     const ImageShape& shape, Views& out) {
  const bool clusters = trained.model().is_k_means();
  const Picture ink = plane(shape, digit.image.col(0));
  const std::string own = std::to_string(digit.at.cluster + 1);
  out.add({.id = "input",
           .title = {"The digit", "Die Ziffer"},
           .caption =
               clusters ? Caption{{"It belongs to cluster {own}.", "Sie gehört zu Cluster {own}."},
                                  {{"own", own}}}
                        : Caption{{"o(x) = {o}", "o(x) = {o}"}, {{"o", digit.at.o}}},
           .group = "main",
           .sets = "image"},
          ImageView{.pixels = ink});
  Text title{"Why it is anomalous", "Warum sie auffällt"};
  Caption caption{{"Every pixel's part of o; they sum to {sum}.",
                   "Der Anteil jedes Pixels an o; zusammen {sum}."},
                  {{"sum", digit.at.R.sum()}}};
  if (clusters) {
    title = {"Why cluster " + own, "Warum Cluster " + own};
    caption = {
        {"Evidence against cluster {other}, the runner-up: {f:signed}. Red speaks for {own}.",
         "Evidenz gegen Cluster {other}, den Zweiten: {f:signed}. Rot spricht für {own}."},
        {{"other", std::to_string(runner_up(digit.at) + 1)}, {"own", own}, {"f", digit.at.m}}};
  }
  out.add({.id = "relevance", .title = title, .caption = std::move(caption), .group = "main"},
          Heatmap{.values = plane(shape, digit.at.R), .underlay = ink});
  const auto compare = [&](const char* id, Text about, Text said, const Vector<double>& values) {
    out.add(
        {.id = id, .title = std::move(about), .caption = {std::move(said)}, .group = "compared"},
        Heatmap{.values = plane(shape, values), .underlay = ink});
  };
  const Text ink_title{"Ink: too much, or missing", "Tinte: zu viel oder fehlend"};
  if (clusters) {
    compare("apart", ink_title,
            {"The digit minus its cluster's mean.", "Die Ziffer minus das Mittel ihres Clusters."},
            digit.apart);
    compare("apart-other", {"Against the runner-up", "Gegen den Zweiten"},
            {"The digit minus the runner-up's mean.", "Die Ziffer minus das Mittel des Zweiten."},
            digit.image.col(0) - trained.model().centres().col(runner_up(digit.at)));
    return;
  }
  compare("apart", ink_title,
          {"The digit minus its support vectors.", "Die Ziffer minus ihre Stützvektoren."},
          digit.apart);
  compare("mean-distance", {"Distance to the mean alone", "Nur der Abstand zum Mittel"},
          {"(x − mean)², pixel by pixel.", "(x − Mittel)², Pixel für Pixel."}, digit.from_mean);
}

void add_references(const TrainedDigits& trained, const ExplainedDigit& digit,
                    const DigitSet& training, const ImageShape& shape, Views& out) {
  const AnomalyModel& model = trained.model();
  if (!model.is_k_means()) {
    std::vector<Index> units = by_share(digit.at.p), shown;
    units.resize(std::min(units.size(), kStrip));
    Strings shares;
    double share = 0;
    for (Index unit : units) {
      shown.push_back(trained.support()[size_t(unit)]);
      shares.push_back(percent(digit.at.p[unit]));
      share += digit.at.p[unit];
    }
    Strip strip = references(training, std::move(shown));
    strip.labels = std::move(shares);
    out.add({.id = "support",
             .title = {"The support vectors that decide", "Die Stützvektoren, die entscheiden"},
             .caption = {{"Of {all} support vectors these carry {share:percent} of the relevance.",
                          "Von {all} Stützvektoren tragen diese {share:percent} der Relevanz."},
                         {{"all", double(digit.at.p.size())}, {"share", share}}}},
            std::move(strip));
    return;
  }
  const Index k = model.centres().cols();
  Strip centres{.images = {}, .labels = {}, .indices = {{k}, std::vector<double>(size_t(k), -1)}};
  Picture means{{k, shape.height, shape.width}, {}};
  for (Index c = 0; c < k; ++c) {
    const Vector<float> mean = model.centres().col(c).cast<float>();
    means.values.insert(means.values.end(), mean.data(), mean.data() + mean.size());
    const char* mark = c == digit.at.cluster ? " ✓" : c == runner_up(digit.at) ? " ←" : "";
    centres.labels.push_back(std::to_string(c + 1) + mark);
  }
  centres.images = std::move(means);
  out.add({.id = "centres",
           .title = {"The clusters' means", "Die Mittel der Cluster"},
           .caption = {{"✓ its own, ← the runner-up", "✓ der eigene, ← der zweite"}}},
          std::move(centres));
  std::vector<Index> members;
  const auto& cluster = model.clusters()->cluster;
  for (size_t i = 0; i < cluster.size() && Index(members.size()) < kRanked; ++i)
    if (cluster[i] == digit.at.cluster) members.push_back(trained.learned()[i]);
  out.add({.id = "members", .title = {"Members of its cluster", "Mitglieder ihres Clusters"}},
          references(training, std::move(members)));
}

void add_ranking(const TrainedDigits& trained, const DigitSet& tests, Views& out) {
  const auto add = [&](const char* id, Text title, std::vector<Index> picked) {
    if (picked.empty()) return;
    out.add({.id = id, .title = std::move(title), .sets = "index"}, tests.strip(std::move(picked)));
  };
  const std::vector<Index>& ranked = trained.ranked();
  const size_t most = std::min(size_t(kRanked), ranked.size());
  std::vector<Index> odd;
  for (auto i = ranked.rbegin(); i != ranked.rend() && odd.size() < most; ++i)
    if (trained.inside(*i)) odd.push_back(*i);
  const bool one_class = trained.roc().has_value();
  add("anomalous", {"Most anomalous test digits", "Die auffälligsten Testziffern"},
      {ranked.rbegin(), ranked.rbegin() + Index(most)});
  if (one_class)
    add("odd", {"Most anomalous of the class itself", "Die auffälligsten der Klasse selbst"}, odd);
  add("typical", {"Most typical test digits", "Die typischsten Testziffern"},
      {ranked.begin(), ranked.begin() + Index(most)});
}

void add_roc(const TrainedDigits& trained, Views& out) {
  if (!trained.roc()) return;
  Array x{{kCorners}, {}}, values{{2, kCorners}, {}};
  for (Index i = 0; i < kCorners; ++i) x.values.push_back(double(i) / double(kCorners - 1));
  for (const auto* curve : {&*trained.roc(), &*trained.roc_of_mean()})
    for (double alarms : x.values) values.values.push_back(true_positives_at(*curve, alarms));
  out.add({.id = "roc",
           .title = {"How well it separates", "Wie gut es trennt"},
           .caption = {{"Area under the curve: {auc:percent} for the model, {mean:percent} for the "
                        "distance to the mean.",
                        "Fläche unter der Kurve: {auc:percent} für das Modell, {mean:percent} für "
                        "den Abstand zum Mittel."},
                       {{"auc", trained.roc()->area}, {"mean", trained.roc_of_mean()->area}}}},
          Curves{.x = std::move(x),
                 .names = {{"model", "Modell"}, {"distance to the mean", "Abstand zum Mittel"}},
                 .values = std::move(values),
                 .label_x = {"false alarms", "Fehlalarme"},
                 .label_y = {"anomalies found", "gefundene Anomalien"}});
}

}  // namespace relevance

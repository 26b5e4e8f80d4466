#include "experiments/anomalies/one_class_digits_views.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "experiments/shared/explained_image.hpp"

namespace relevance {
namespace {

constexpr Index kShown = 12;     // thumbnails of a strip
constexpr Index kRanked = 20;    // of the ranking
constexpr Index kCorners = 101;  // false alarms at which the curves are drawn

std::string percent(double share) { return std::to_string(int(std::lround(100 * share))) + " %"; }

Picture plane(const ImageShape& shape, const Vector<double>& values) {
  const Vector<float> single = values.cast<float>();
  return {{shape.height, shape.width}, {single.data(), single.data() + single.size()}};
}

/// Indices of the largest values, largest first.
std::vector<Index> largest(const Vector<double>& values, Index most) {
  std::vector<Index> order(static_cast<size_t>(values.size()));
  std::iota(order.begin(), order.end(), Index(0));
  std::stable_sort(order.begin(), order.end(),
                   [&](Index a, Index b) { return values[a] > values[b]; });
  order.resize(size_t(std::min<Index>(most, values.size())));
  return order;
}

/// The other cluster that is nearest: whose border counts.
Index runner_up(const AnomalyExplanation& at) {
  Index unit = 0;
  at.h.minCoeff(&unit);
  return unit >= at.cluster ? unit + 1 : unit;
}

Key picked_key(const std::vector<Index>& picked) {
  Key key = "digits";
  for (Index i : picked) key += key_of(i);
  return key;
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
    const std::vector<Index> units = largest(digit.at.p, kShown);
    std::vector<Index> picked;
    Strip strip{.images = {}, .labels = {}, .indices = {{Index(units.size())}, {}}};
    double share = 0;
    for (Index unit : units) {
      picked.push_back(trained.support()[size_t(unit)]);
      strip.labels.push_back(percent(digit.at.p[unit]));
      strip.indices.values.push_back(-1);
      share += digit.at.p[unit];
    }
    const Key key = picked_key(picked);
    strip.images = training.thumbnails_later(std::move(picked), key);
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
  const Index n = Index(members.size());
  Strip strip{.images = {}, .labels = {}, .indices = {{n}, std::vector<double>(size_t(n), -1)}};
  for (Index i : members) strip.labels.push_back(std::to_string(training.label(i)));
  const Key key = picked_key(members);
  strip.images = training.thumbnails_later(std::move(members), key);
  out.add({.id = "members", .title = {"Members of its cluster", "Mitglieder ihres Clusters"}},
          std::move(strip));
}

void add_ranking(const TrainedDigits& trained, const DigitSet& tests, Views& out) {
  const auto add = [&](const char* id, Text title, std::vector<Index> picked) {
    if (picked.empty()) return;
    const Index n = Index(picked.size());
    Strip strip{.images = {}, .labels = {}, .indices = {{n}, {}}};
    for (Index i : picked) {
      strip.labels.push_back(std::to_string(tests.label(i)));
      strip.indices.values.push_back(double(i));
    }
    const Key key = picked_key(picked);
    strip.images = tests.thumbnails_later(std::move(picked), key);
    out.add({.id = id, .title = std::move(title), .sets = "index"}, std::move(strip));
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

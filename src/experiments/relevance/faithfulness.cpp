#include "experiments/relevance/faithfulness.hpp"

#include <algorithm>
#include <chrono>

#include "nn/scores.hpp"

namespace relevance {
namespace {

constexpr Index kImages = 500;    // at most
constexpr int kRemovals = 20;     // removed in steps of 2 % of the pixels
constexpr Index kTenPercent = 5;  // the step that drop_relevant and drop_random speak of
constexpr uint64_t kSeed = 1;     // of the random orders

RemovalOptions options() {
  RemovalOptions options;
  options.fractions.clear();
  for (int step = 0; step <= kRemovals; ++step) options.fractions.push_back(step * 0.02);
  return options;
}

}  // namespace

Faithfulness::Faithfulness(Key question, Index images)
    : question_(std::move(question)),
      total_(std::min(kImages, images)),
      removal_(options(), kSeed) {}

void Faithfulness::advance(ImageExplainer& explainer, const Matrix<float>& images,
                           double budget_ms) {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::duration<double, std::milli>(budget_ms);
  while (!done()) {
    const Matrix<float> image = images.col(removal_.count());
    const Matrix<float> relevance = explainer.explain(image, {-1});
    removal_.add(explainer.forward(), explainer.network().output(), image, relevance,
                 winner(explainer.scores(), 0));
    if (Clock::now() >= end) break;
  }
}

Standing Faithfulness::standing() const {
  return {.step = removal_.count(),
          .progress = double(removal_.count()) / double(total_),
          .label = {"Removing pixels of the test digits", "Entferne Pixel der Testziffern"},
          .done = done()};
}

void Faithfulness::add_quantities(Quantities& out) const {
  if (removal_.count() == 0) return;
  const Vector<double> first = removal_.relevant_first(), random = removal_.random();
  out("drop_relevant", first[0] - first[kTenPercent]);
  out("drop_random", random[0] - random[kTenPercent]);
}

void Faithfulness::add_curves(Views& out) const {
  const auto& fractions = removal_.fractions();
  const Index n = Index(fractions.size());
  Array x{{n}, {}}, values{{3, n}, {}};
  for (double fraction : fractions) x.values.push_back(100 * fraction);
  for (const Vector<double>& curve :
       {removal_.relevant_first(), removal_.random(), removal_.least_first()})
    values.values.insert(values.values.end(), curve.data(), curve.data() + n);
  const Text said{
      "Mean over {count} of {total} digits. The faster the score falls, the more the "
      "removed pixels mattered.",
      "Mittel über {count} von {total} Ziffern. Je schneller die Bewertung fällt, "
      "desto wichtiger waren die entfernten Pixel."};
  out.add({.id = "faithfulness",
           .title = {"Score while pixels are removed", "Bewertung beim Entfernen von Pixeln"},
           .caption = {said, {{"count", double(removal_.count())}, {"total", double(total_)}}}},
          Curves{.x = std::move(x),
                 .names = {{"most relevant first", "relevanteste zuerst"},
                           {"at random", "zufällig"},
                           {"least relevant first", "am wenigsten relevante zuerst"}},
                 .values = std::move(values),
                 .label_x = {"pixels removed (%)", "entfernte Pixel (%)"},
                 .label_y = {"mean score", "mittlere Bewertung"}});
}

}  // namespace relevance

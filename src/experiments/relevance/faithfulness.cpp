#include "experiments/relevance/faithfulness.hpp"

#include <algorithm>
#include <chrono>

#include "lab/views.hpp"
#include "nn/scores.hpp"

namespace relevance {
namespace {

constexpr Index kImages = 500;    // at most
constexpr int kSteps = 20;        // removed in steps of 2 % of the pixels
constexpr Index kTenPercent = 5;  // the step that drop_relevant and drop_random speak of
constexpr uint64_t kSeed = 1;     // of the random orders

RemovalOptions options() {
  RemovalOptions options;
  options.fractions.clear();
  for (int step = 0; step <= kSteps; ++step) options.fractions.push_back(step * 0.02);
  return options;
}

}  // namespace

RemovalTest::RemovalTest(std::string question, Index images)
    : question_(std::move(question)),
      total_(std::min(kImages, images)),
      removal_(options(), kSeed) {}

void RemovalTest::advance(ImageExplainer& explainer, const Matrix<float>& images,
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

void RemovalTest::report(Frame& frame) const {
  std::erase_if(frame.views, [](const View& view) { return view.id == "faithfulness"; });
  frame.views.push_back(curves());
  frame.progress = double(removal_.count()) / double(total_);
  frame.progress_label = {"Removing pixels of the test digits", "Entferne Pixel der Testziffern"};
  frame.done = done();
  frame.step = removal_.count();
  if (removal_.count() == 0) return;
  const Vector<double> first = removal_.relevant_first(), random = removal_.random();
  frame.quantities["drop_relevant"] = {{}, {first[0] - first[kTenPercent]}};
  frame.quantities["drop_random"] = {{}, {random[0] - random[kTenPercent]}};
}

View RemovalTest::curves() const {
  const auto& fractions = removal_.fractions();
  const Index n = Index(fractions.size());
  Array x{{n}, {}}, values{{3, n}, {}};
  for (double fraction : fractions) x.values.push_back(100 * fraction);
  for (const Vector<double>& curve :
       {removal_.relevant_first(), removal_.random(), removal_.least_first()})
    values.values.insert(values.values.end(), curve.data(), curve.data() + n);
  View view = curves_view(
      "faithfulness", {"Score while pixels are removed", "Bewertung beim Entfernen von Pixeln"}, x,
      {{"most relevant first", "relevanteste zuerst"},
       {"at random", "zufällig"},
       {"least relevant first", "am wenigsten relevante zuerst"}},
      values);
  view.fields["label_x"] = Text{"pixels removed (%)", "entfernte Pixel (%)"};
  view.fields["label_y"] = Text{"mean score", "mittlere Bewertung"};
  view.caption = {"faithfulness", {{"count", double(removal_.count())}, {"total", double(total_)}}};
  return view;
}

}  // namespace relevance

#include "experiments/similarity/digit_pairs.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace relevance {
namespace {

constexpr Index kGap = 2;  // pixels between the digits of a pair

/// Thumbnails two by two, each pair one picture.
Picture side_by_side(const Picture& single) {
  const Index h = single.shape[1], w = single.shape[2], wide = 2 * w + kGap;
  const Index n = single.shape[0] / 2;
  Picture both{{n, h, wide}, std::vector<float>(size_t(n * h * wide), 0.f)};
  for (Index i = 0; i < 2 * n; ++i)
    for (Index row = 0; row < h; ++row)
      std::copy_n(single.values.begin() + (i * h + row) * w, w,
                  both.values.begin() + ((i / 2 * h + row) * wide + i % 2 * (w + kGap)));
  return both;
}

}  // namespace

DigitPairs::DigitPairs(std::vector<double> listed) : listed_(std::move(listed)) {
  check_size("experiment", "pairs, in threes: the rest", Index(listed_.size() % 3), 0);
}

std::vector<Index> DigitPairs::images() const {
  std::vector<Index> all;
  for (size_t i = 0; i < listed_.size(); ++i)
    if (i % 3 != 2) all.push_back(Index(listed_[i]));
  return all;
}

void DigitPairs::check(const DigitSet& digits) const {
  for (size_t i = 0; i < listed_.size(); ++i)
    if (i % 3 != 2)
      check_range("experiment", "an image of pairs", listed_[i], 0, double(digits.count() - 1));
}

void DigitPairs::add_to(Views& out, const DigitSet& digits) const {
  if (listed_.empty()) return;
  Strip strip{.images = Keyed{key_of(digits.images_asset(), "pairs"),
                              [&digits, images = images()] {
                                return side_by_side(digits.thumbnails(images));
                              }},
              .labels = {},
              .indices = {{count()}, {}},
              .also = {"index2", "shift"},
              .also_values = Array{{count(), 2}, {}}};
  for (Index i = 0; i < count(); ++i) {
    const double* pair = listed_.data() + 3 * i;
    const auto label = [&](double image) { return std::to_string(digits.label(Index(image))); };
    strip.labels.push_back(label(pair[0]) + (pair[2] == 0 ? " · " : " → ") + label(pair[1]));
    strip.indices.values.push_back(pair[0]);
    strip.also_values->values.insert(strip.also_values->values.end(), {pair[1], pair[2]});
  }
  out.add({.id = "pairs", .title = {"Pairs worth a look", "Sehenswerte Paare"}, .sets = "index"},
          std::move(strip));
}

}  // namespace relevance

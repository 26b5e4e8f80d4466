#include "experiments/shared/digit_set.hpp"

#include <numeric>

#include "base/error.hpp"
#include "io/image_input.hpp"

namespace relevance {

Strings DigitSet::needs() const {
  Strings missing;
  if (images_.pixels.size() == 0) missing.push_back(images_asset_);
  if (labels_.empty() && !labels_asset_.empty()) missing.push_back(labels_asset_);
  return missing;
}

bool DigitSet::provide(const std::string& name, ByteView bytes) {
  if (name == images_asset_) images_ = read_idx_images(bytes);
  if (name == labels_asset_) labels_ = read_idx_labels(bytes);
  return name == images_asset_ || name == labels_asset_;
}

void DigitSet::frame(const Shape& input) {
  framed_ = centre_in_frame(images_.pixels, images_.shape, input);
  if (!labels_asset_.empty())
    check_size("digits", "the list of labels", Index(labels_.size()), framed_.cols());
}

Strip DigitSet::strip(std::vector<Index> picked) const {
  Strip strip{.images = {},
              .labels = {},
              .indices = {{Index(picked.size())}, {picked.begin(), picked.end()}}};
  for (Index i : picked) strip.labels.push_back(std::to_string(label(i)));
  Key key = key_of(images_asset_);
  detail::add_bytes(key, picked.data(), picked.size() * sizeof(Index));
  strip.images = thumbnails_later(std::move(picked), key);
  return strip;
}

Strip DigitSet::picks(Index most) const {
  std::vector<Index> first(size_t(std::min(most, count())));
  std::iota(first.begin(), first.end(), Index(0));
  return strip(std::move(first));
}

Picture DigitSet::thumbnails(const std::vector<Index>& picked) const {
  Picture pictures{{Index(picked.size()), images_.shape[0], images_.shape[1]}, {}};
  for (Index b : picked) {
    const auto column = images_.pixels.col(b);
    pictures.values.insert(pictures.values.end(), column.data(), column.data() + column.size());
  }
  return pictures;
}

Keyed DigitSet::thumbnails_later(std::vector<Index> picked, const Key& key) const {
  return {key, [this, picked = std::move(picked)] { return thumbnails(picked); }};
}

}  // namespace relevance

#pragma once
// Images to pick from: IDX assets, put into a network's frame, and their thumbnails.

#include "experiments/shared/config.hpp"
#include "io/bytes.hpp"
#include "io/idx.hpp"
#include "lab/view.hpp"

namespace relevance {

class DigitSet {
 public:
  /// IDX files; `labels_asset` "": there are none.
  DigitSet(std::string images_asset, std::string labels_asset)
      : images_asset_(std::move(images_asset)), labels_asset_(std::move(labels_asset)) {}

  Strings needs() const;
  /// Whether it was one of its assets. Raises what the readers raise.
  bool provide(const std::string& name, ByteView bytes);
  /// Puts the images into a network's frame. Raises `shape-mismatch`, also where there is not a
  /// label for each.
  void frame(const Shape& input);

  bool ready() const { return framed_.size() > 0; }
  const std::string& images_asset() const { return images_asset_; }
  /// As a network sees them, [n_in × n].
  const Matrix<float>& framed() const { return framed_; }
  Index count() const { return framed_.cols(); }
  int label(Index i) const { return labels_[size_t(i)]; }
  /// These ones by label; a click sets the place in the set.
  Strip strip(std::vector<Index> picked) const;
  /// The first ones to pick from, at most so many.
  Strip picks(Index most) const;
  /// As they are in the file, one after the other.
  Picture thumbnails(const std::vector<Index>& picked) const;
  /// The same, to be made when needed.
  Keyed thumbnails_later(std::vector<Index> picked, const Key& key) const;

 private:
  std::string images_asset_, labels_asset_;
  IdxImages images_;
  std::vector<int> labels_;
  Matrix<float> framed_;
};

}  // namespace relevance

#pragma once
// Pooling over 2×2 tiles that stand side by side, the usual one, with neighbouring tiles as lanes.
// Of an odd row or column the last is under no tile.

#include "nn/layer.hpp"

namespace relevance {

/// Whether the window is one of these tiles.
bool is_halving(const Window& window);

/// y: the largest of each tile.  `x [C·H·W]`, `y [C·⌊H/2⌋·⌊W/2⌋]`.
template <class S>
void max_of_tiles(const ImageShape& image, const S* x, S* y);
/// dx: each dy to the first of its tile that equals y, 0 elsewhere.
template <class S>
void winners_of_tiles(const ImageShape& image, const S* x, const S* y, const S* dy, S* dx);
/// y: `weight` times the sum of each tile.
template <class S>
void sum_of_tiles(const ImageShape& image, S weight, const S* x, S* y);
/// dx: `weight` times dy in all of its tile, 0 elsewhere.
template <class S>
void fill_tiles(const ImageShape& image, S weight, const S* dy, S* dx);

}  // namespace relevance

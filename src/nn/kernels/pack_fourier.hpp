#pragma once
// Discrete Fourier transforms of several complex series at once, one in each lane of a pack.
//
//   const PackFourier fourier(PackFourier::fitting_length(50));
//   fourier.transform(x);                           // x[fourier.place(f)] is x̂_f

#include <vector>

#include "base/types.hpp"
#include "nn/kernels/simd.hpp"

namespace relevance {

class PackFourier {
 public:
  using V = Simd<double>;
  struct Complex {
    V::Pack re, im;
  };

  /// The length ≥ n, a multiple of 4 with factors 2, 3 and 5, that is transformed soonest.
  static Index fitting_length(Index n);

  /// Of such a length N.
  explicit PackFourier(Index length);
  Index length() const { return length_; }

  /// x̂_f = Σ_t x_t e^{+2πi f t / N}, in place and in another order (Gentleman and Sande 1966):
  /// x̂_f stands at `place(f)`. `x [N]`.
  void transform(Complex* x) const;
  Index place(Index f) const { return places_[size_t(f)]; }

  /// Adds |Re x̂_f|² and |Im x̂_f|², f < `count` ≤ N/2, to `energy`; `x [N]` is overwritten.
  void add_energies(Complex* x, Index count, Complex& energy) const;

 private:
  struct Root {
    double re, im;
  };
  /// Splits blocks of `radix · part` into `radix` blocks of `part`, which follow each other.
  struct Pass {
    Index radix, part;
    std::vector<Root> roots;  ///< e^{2πi k m / (radix · part)}, m = 1 … radix − 1 of each k < part
  };
  template <int radix>
  void run(const Pass& pass, Complex* x) const;
  void run_but_last(Complex* x) const;

  Index length_;
  std::vector<Pass> passes_;   // the last one, of radix 4 and part 1, is not among them
  std::vector<Index> places_;  // of x̂_f
  std::vector<Index> times_;   // f of the first of each four that stand together
};

}  // namespace relevance

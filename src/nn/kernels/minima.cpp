#include "nn/kernels/minima.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include "nn/kernels/simd.hpp"

namespace relevance {
namespace {

using V = Simd<float>;
using Pack = V::Pack;
typedef int32_t Whole __attribute__((vector_size(kPackBytes)));
constexpr Index kLanes = V::kLanes;
constexpr Index kBlock = 16 * kLanes;  // points whose h are held at once

Pack smaller(Pack a, Pack b) { return a < b ? a : b; }

/// e^x for x ≤ 0 to 2·10⁻⁷; 0 below −87, where it is as good as that. Cody–Waite reduction and the
/// Taylor series about 0 on [−½ log 2, ½ log 2].
Pack exp_below_zero(Pack x) {
  const Whole alive = x > V::splat(-87.f);
  x = alive ? x : V::splat(0.f);
  const Pack turned = x * V::splat(1.44269504f) - V::splat(0.5f);
  const Whole whole = __builtin_convertvector(turned, Whole);  // towards 0: round(x / log 2)
  const Pack n = __builtin_convertvector(whole, Pack);
  const Pack r = (x - n * V::splat(0.693359375f)) + n * V::splat(2.12194440e-4f);
  Pack y = V::splat(1.f / 720);
  for (const float c : {1.f / 120, 1.f / 24, 1.f / 6, 1.f / 2, 1.f, 1.f}) y = y * r + V::splat(c);
  const Whole power = (whole + 127) << 23;
  Pack two;
  std::memcpy(&two, &power, sizeof two);
  y = y * two;
  return alive ? y : V::splat(0.f);
}

}  // namespace

void distance_minima(const Matrix<float>& centres, const Vector<float>& offsets, float stiffness,
                     const Matrix<float>& points, Vector<float>& soft, Vector<float>& hard) {
  const Index n = points.rows(), d = points.cols(), M = centres.cols();
  soft.resize(n);
  hard.resize(n);
  std::vector<float> x(size_t(d * kBlock)), h(size_t(M * kBlock));
  for (Index first = 0; first < n; first += kBlock) {
    const Index count = std::min(kBlock, n - first);
    for (Index k = 0; k < d; ++k)
      for (Index p = 0; p < kBlock; ++p)
        x[size_t(k * kBlock + p)] = points(first + std::min(p, count - 1), k);
    for (Index lane = 0; lane < kBlock; lane += kLanes) {
      Pack least = V::splat(INFINITY);
      for (Index i = 0; i < M; ++i) {
        Pack sum = V::splat(offsets[i]);
        for (Index k = 0; k < d; ++k) {
          const Pack apart = V::load(&x[size_t(k * kBlock + lane)]) - V::splat(centres(k, i));
          sum += apart * apart;
        }
        V::store(&h[size_t(i * kBlock + lane)], sum);
        least = smaller(least, sum);
      }
      Pack total = V::splat(0.f);
      for (Index i = 0; i < M; ++i)
        total +=
            exp_below_zero((least - V::load(&h[size_t(i * kBlock + lane)])) * V::splat(stiffness));
      for (Index p = lane; p < std::min(lane + kLanes, count); ++p) {
        hard[first + p] = least[p - lane];
        soft[first + p] = least[p - lane] - std::log(total[p - lane]) / stiffness;
      }
    }
  }
}

}  // namespace relevance

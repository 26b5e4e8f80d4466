#pragma once
// Linear layers of every kind and many geometries, with random weights.

#include "base/random.hpp"
#include "nn/network.hpp"

namespace relevance::testing {

struct NamedLayer {
  std::string name;
  Layer<double> layer;
  Shape input;
};

inline Conv2d<double> random_conv(Random& random, Index in, Index out, Window window,
                                  Index groups = 1) {
  return {random.normal_matrix<double>(out, in / groups * window.kernel_h * window.kernel_w),
          random.normal_matrix<double>(out, 1, 0.3).col(0), window, groups};
}

inline Dense<double> random_dense(Random& random, Index in, Index out) {
  return {random.normal_matrix<double>(out, in), random.normal_matrix<double>(out, 1, 0.3).col(0)};
}

inline std::vector<NamedLayer> linear_layers(uint64_t seed) {
  Random random(seed);
  std::vector<NamedLayer> zoo;
  zoo.push_back({"dense", random_dense(random, 7, 5), {7}});
  zoo.push_back({"dense of one", random_dense(random, 1, 1), {1}});
  zoo.push_back({"conv 3×3", random_conv(random, 2, 3, {.kernel_h = 3, .kernel_w = 3}), {2, 5, 6}});
  zoo.push_back({"conv padded",
                 random_conv(random, 2, 9,
                             {.kernel_h = 3,
                              .kernel_w = 3,
                              .pad_top = 1,
                              .pad_left = 1,
                              .pad_bottom = 1,
                              .pad_right = 1}),
                 {2, 4, 5}});
  zoo.push_back({"conv lopsided padding",
                 random_conv(random, 1, 2,
                             {.kernel_h = 2,
                              .kernel_w = 4,
                              .pad_top = 3,
                              .pad_left = 0,
                              .pad_bottom = 1,
                              .pad_right = 2}),
                 {1, 4, 5}});
  zoo.push_back({"conv strided",
                 random_conv(random, 3, 4,
                             {.kernel_h = 3,
                              .kernel_w = 2,
                              .stride_h = 2,
                              .stride_w = 3,
                              .pad_top = 1,
                              .pad_left = 1}),
                 {3, 6, 7}});
  zoo.push_back({"conv dilated",
                 random_conv(random, 2, 3,
                             {.kernel_h = 2,
                              .kernel_w = 3,
                              .pad_left = 2,
                              .pad_right = 1,
                              .dilation_h = 2,
                              .dilation_w = 2}),
                 {2, 5, 6}});
  zoo.push_back({"conv grouped",
                 random_conv(random, 4, 6, {.kernel_h = 2, .kernel_w = 2, .pad_top = 1}, 2),
                 {4, 4, 4}});
  zoo.push_back(
      {"conv depthwise", random_conv(random, 3, 3, {.kernel_h = 3, .kernel_w = 3}, 3), {3, 4, 5}});
  zoo.push_back({"conv 1×1", random_conv(random, 5, 13, {}), {5, 3, 3}});
  zoo.push_back(
      {"average pool",
       Pool2d{PoolKind::average, {.kernel_h = 2, .kernel_w = 2, .stride_h = 2, .stride_w = 2}},
       {3, 4, 5}});
  zoo.push_back({"average pool padded",
                 Pool2d{PoolKind::average,
                        {.kernel_h = 3,
                         .kernel_w = 3,
                         .stride_h = 2,
                         .stride_w = 1,
                         .pad_top = 1,
                         .pad_left = 1,
                         .pad_bottom = 1,
                         .pad_right = 1}},
                 {2, 4, 4}});
  zoo.push_back({"average pool counting padding",
                 Pool2d{PoolKind::average,
                        {.kernel_h = 3,
                         .kernel_w = 3,
                         .pad_top = 1,
                         .pad_left = 1,
                         .pad_bottom = 1,
                         .pad_right = 1},
                        true},
                 {1, 4, 4}});
  zoo.push_back({"sum pool",
                 Pool2d{PoolKind::sum, {.kernel_h = 2, .kernel_w = 3, .stride_w = 2}},
                 {2, 4, 5}});
  zoo.push_back({"global average pool", Pool2d{PoolKind::average, {}, false, true}, {3, 4, 5}});
  Affine<double> affine{random.normal_matrix<double>(3, 1).col(0),
                        random.normal_matrix<double>(3, 1, 0.3).col(0)};
  zoo.push_back({"affine", affine, {3, 2, 2}});
  return zoo;
}

/// Input, one layer.
inline Network<double> network_of(const NamedLayer& named) {
  Network<double> network;
  const int x = network.add("x", Input{named.input}, {});
  network.add(named.name, named.layer, {x});
  return network;
}

}  // namespace relevance::testing

// libsvm's one-class training, timed natively: `bench_libsvm GAMMA NU EPSILON ROUNDS < points`.
// Points are double, each after the other, preceded by their size and number as int32.

#include <libsvm/svm.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  int32_t size = 0, count = 0;
  if (std::fread(&size, 4, 1, stdin) != 1 || std::fread(&count, 4, 1, stdin) != 1) return 2;
  std::vector<double> points(size_t(size) * size_t(count));
  if (std::fread(points.data(), 8, points.size(), stdin) != points.size()) return 2;
  std::vector<std::vector<svm_node>> nodes(static_cast<size_t>(count));
  std::vector<svm_node*> rows;
  for (int32_t i = 0; i < count; ++i) {  // sparse, as libsvm would have them
    for (int32_t d = 0; d < size; ++d)
      if (const double ink = points[size_t(i) * size_t(size) + size_t(d)]; ink != 0)
        nodes[size_t(i)].push_back({d + 1, ink});
    nodes[size_t(i)].push_back({-1, 0});
    rows.push_back(nodes[size_t(i)].data());
  }
  std::vector<double> labels(size_t(count), 1);
  svm_problem problem{count, labels.data(), rows.data()};
  svm_parameter parameter{};
  parameter.svm_type = ONE_CLASS;
  parameter.kernel_type = RBF;
  parameter.gamma = std::atof(argv[1]);
  parameter.nu = std::atof(argv[2]);
  parameter.eps = std::atof(argv[3]);
  parameter.cache_size = 64;
  svm_set_print_string_function([](const char*) {});
  double best = 1e300;
  int support = 0;
  for (int round = 0; round < std::atoi(argv[4]); ++round) {
    const auto begin = std::chrono::steady_clock::now();
    svm_model* model = svm_train(&problem, &parameter);
    const std::chrono::duration<double, std::milli> taken =
        std::chrono::steady_clock::now() - begin;
    best = std::min(best, taken.count());
    support = model->l;
    svm_free_and_destroy_model(&model);
  }
  std::printf("{\"ms\": %.4f, \"support\": %d}\n", best, support);
}

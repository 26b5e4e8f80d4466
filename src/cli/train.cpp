// relevance train WHAT
#include "cli/train.hpp"

#include <cstdio>

#include "base/error.hpp"
#include "cli/commands.hpp"

namespace relevance::cli {

int checked_count(const std::string& name, int64_t given) {
  check_range("train", name, double(given), 0, 1e6);
  return int(given);
}

uint64_t checked_seed(int64_t given) {
  constexpr double kLargest = 9007199254740992.0;  // 2⁵³
  check_range("train", "seed", double(given), 0, kLargest);
  return uint64_t(given);
}

void run_and_report(TrainLoop& training) {
  training.run([&](const Progress& progress) {
    std::fprintf(stderr, "\r%3.0f %%  %s  loss %.4f ", 100 * progress.fraction,
                 progress.label.c_str(), training.state().loss);
    return true;
  });
  std::fprintf(stderr, "\n");
}

void add_train(CLI::App& app) {
  auto* command = app.add_subcommand("train", "Train a model and write it as ONNX or .npy");
  command->require_subcommand(1);
  add_train_digits(*command);
  add_train_decoder(*command);
  add_train_pca(*command);
  add_train_gaussian(*command);
  add_train_one_class(*command);
}

}  // namespace relevance::cli

#pragma once
// The subcommands of `relevance train`.

#include <CLI/CLI.hpp>

#include "train/train_loop.hpp"

namespace relevance::cli {

void add_train_digits(CLI::App& train_command);
void add_train_decoder(CLI::App& train_command);
void add_train_pca(CLI::App& train_command);
void add_train_gaussian(CLI::App& train_command);
void add_train_one_class(CLI::App& train_command);

/// A number of epochs or images, at most a million. Raises `out-of-range`.
int checked_count(const std::string& name, int64_t given);

/// A seed, a whole number that a double holds. Raises `out-of-range`.
uint64_t checked_seed(int64_t given);

/// Trains to the end, its progress on one line of stderr.
void run_and_report(TrainLoop& training);

}  // namespace relevance::cli

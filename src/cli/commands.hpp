#pragma once
// The subcommands of `relevance`: each adds its options and its callback to the parser.

#include <CLI/CLI.hpp>

namespace relevance::cli {

void add_explain(CLI::App& app);
void add_compare(CLI::App& app);
void add_evaluate(CLI::App& app);
void add_run(CLI::App& app);
void add_check(CLI::App& app);
void add_train(CLI::App& app);
void add_types(CLI::App& app);

}  // namespace relevance::cli

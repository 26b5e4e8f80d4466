#pragma once
#include <string>

#include "lab/experiment.hpp"

namespace relevance::cli {

/// Opens a scenario file and hands it the models and data it needs from its own folder.
/// Raises `file-missing`, `bad-scenario` and what the readers raise.
Session open_session(const std::string& path);

}  // namespace relevance::cli

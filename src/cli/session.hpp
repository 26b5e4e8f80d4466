#pragma once
#include <string>

#include "scenario/scenario.hpp"

namespace relevance::cli {

/// Opens a scenario file and hands it the models and data it needs from its own folder.
/// Raises `file-missing`, `bad-scenario` and what the readers raise.
Exercise open_exercise(const std::string& path);

/// A run, with what these values need beyond that (digits to train on) from the same folder.
/// Raises what Session::run raises, and as above.
Frame run_session(Session& session, const std::string& path, const Values& values);

}  // namespace relevance::cli

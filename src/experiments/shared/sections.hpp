#pragma once
// Headings of controls that several exercises use.

#include "base/text.hpp"

namespace relevance {

inline const Text kInput{"Input", "Eingabe"};
inline const Text kModel{"Network", "Netz"};
inline const Text kExplanation{"Explanation", "Erklärung"};
inline const Text kRule{"Rule", "Regel"};
inline const Text kParameters{"Parameters", "Parameter"};
inline const Text kObjective{"Objective", "Zielfunktion"};
inline const Text kPenalty{"Penalty", "Strafterm"};
inline const Text kStart{"Start", "Start"};
inline const Text kAscent{"Ascent", "Aufstieg"};

}  // namespace relevance

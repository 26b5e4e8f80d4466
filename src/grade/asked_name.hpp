#pragma once
// What the thing a task asks for may be called, on the left of an equation.

#include "formula/formula.hpp"
#include "scenario/scenario.hpp"

namespace relevance {

/// As answers spell a quantity: R1 → R_1, f_x → f(x), f → f and f(x).
std::vector<std::string> names_of_quantity(const std::string& quantity);

/// Whether an answer is a bound: quantities called largest_… and smallest_… are bounds of a
/// control. 1 from above, −1 from below, 0 no bound.
int bound_direction(const Task& task);

/// The best one first: as the scenario declares it, as the quantity is called, the control that is
/// bounded. An entry of a matrix of so many `columns` is named by its row and column, R_12.
std::vector<std::string> asked_names(const Scenario& scenario, const Task& task, Index columns = 1);

/// A name or a call of one; "" for what is more.
std::string written_as(const Formula& side);

/// Whether a name that stands for nothing else here may name what is asked for: x_opt for x_star.
/// Where the quantity's own name says nothing to a student, any may.
bool may_name(const std::vector<std::string>& asked, const Formula& side);

}  // namespace relevance

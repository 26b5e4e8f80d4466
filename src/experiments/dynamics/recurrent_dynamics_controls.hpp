#pragma once
// What the student sets: a system, where it starts, where one looks, what it is to learn.

#include "experiments/dynamics/dynamics_scene.hpp"
#include "lab/frame.hpp"
#include "lab/inputs.hpp"

namespace relevance {

struct DynamicsControls {
  DynamicsControls();

  Numbers W, b;
  Slider hidden;
  Whole hidden_seed;
  Slider rate, h;
  Point x0, y0;
  Slider steps;
  Slider t, window;
  Choice across, up;  ///< units of the phase portrait
  Choice unit;
  Slider epsilon;
  Choice target;
  Numbers places;
  Choice method;
  Slider eta;
  Whole updates;
  LayerRules edges;  ///< of the graph that the student draws

  std::vector<Control> list() const;
  Idle idle(const Values& values) const;
  DynamicsQuestion question(const Values& values) const;
  Look look(const Values& values) const;
  /// What stands on the edges of a step, as drawn: "" where there is none, [edge_names()]. Raises
  /// `unknown-name` for a parameter there is not.
  Strings drawn_edges(const Values& values) const;
  /// "x₁ → x₁" …: the edges that one step of the graph of two units could have.
  static const Strings& edge_names();
  /// Units of W and b, and the hidden ones beside them.
  Index units(const Values& values) const;
  /// What is said where a unit is chosen that there is not.
  void notices(const Values& values, std::vector<Text>& out) const;
  /// Names of the controls that no learning depends on.
  static const Strings& of_looking();
};

}  // namespace relevance

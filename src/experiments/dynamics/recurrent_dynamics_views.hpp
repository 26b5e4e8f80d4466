#pragma once
// Pictures of a recurrent network: its phase portrait, its graph in time, what depends on what.

#include "experiments/dynamics/dynamics_scene.hpp"
#include "lab/view.hpp"

namespace relevance {

/// The trajectories over the field; beside it what is to be learned.
void add_portraits(const DynamicsScene& scene, Views& out);
/// A window of the graph unfolded in time, with the relevance of x_unit^t.
void add_unfolded(const DynamicsScene& scene, Views& out);
/// One step of the graph of two units as the student drew it: a parameter for each of
/// DynamicsControls::edge_names(), "" for none.
void add_drawn_graph(const DynamicsScene& scene, const Strings& parameters, Views& out);
/// How many of those edges are not as in the network.
Index graph_errors(const Strings& parameters);
/// States over time.
void add_states(const DynamicsScene& scene, Views& out);
/// The Jacobians of step t and of all steps, and how they and the parameters count over time.
void add_sensitivities(const DynamicsScene& scene, Views& out);
/// The weights and biases as they are now.
void add_weights(const DynamicsScene& scene, Views& out);
/// Which earlier state carries x_unit^t: LRP beside gradient × input.
void add_relevance(const DynamicsScene& scene, Views& out);
/// The loss so far.
void add_loss(const DynamicsScene& scene, Views& out);

}  // namespace relevance

// A recurrent network in time: Euler's steps, the graph unfolded, its derivatives, learning
// (scenario recurrent-dynamics). Up to eight units, of which what is to be
// learned has two.

#include <algorithm>

#include "base/error.hpp"
#include "experiments/dynamics/recurrent_dynamics_controls.hpp"
#include "experiments/dynamics/recurrent_dynamics_views.hpp"
#include "experiments/shared/absorption.hpp"
#include "lab/iterated.hpp"

namespace relevance {
namespace {

constexpr double kGoesRound = 0.1;  // speed that a cycle keeps, in units of r
constexpr double kSteep = 1e3;      // sensitivity above which finite differences say little

struct RecurrentDynamics {
  struct State {
    std::shared_ptr<DynamicsLearning> learning;
    std::optional<DynamicsScene> scene = {};
  };
  static constexpr double first_slice_ms = 6;
  static double picture_ms(const State&) { return 120; }

  DynamicsControls asked;

  std::vector<Control> controls() const { return asked.list(); }
  Idle idle(const Values& values) const { return asked.idle(values); }
  /// What is learned, not where one looks.
  Key key(const Values& values) const {
    Values question = values;
    for (const std::string& name : DynamicsControls::of_looking()) question.erase(name);
    return key_of(question);
  }
  State begin(const Values& values, const State*) const {
    return {std::make_shared<DynamicsLearning>(asked.question(values))};
  }
  void step(State& s, const Values& values, double budget_ms) const {
    s.learning->advance(asked.updates(values), budget_ms);
  }
  void refresh(State& s, const Values& values) const {
    s.scene.emplace(*s.learning, s.learning->reached(asked.updates(values)), asked.look(values));
  }
  Standing standing(const State& s, const Values& values) const {
    const Index goal = asked.updates(values), now = s.learning->reached(goal);
    return {.step = int(now),
            .progress = s.learning->done(goal) ? 1 : double(now) / double(goal),
            .done = s.learning->done(goal)};
  }

  void notices(const State&, std::vector<Text>& out, const Values& values) const {
    asked.notices(values, out);
  }
  /// Beside the pictures: they show how far it came.
  std::optional<Error> warning(const State& s, const Values& values) const {
    if (const auto at = s.scene->run.stopped_at)
      return Error("diverged", "the simulation left ±1000000 at step " + std::to_string(*at),
                   {{"control", "h"}, {"step", std::to_string(*at)}})
          .say({"The steps run away: at step {step} the states leave ±1 000 000. Make h or r "
                "smaller: above hr = 2 even a network without weights does not stay.",
                "Die Schritte laufen davon: Bei Schritt {step} verlassen die Zustände ±1 000 000. "
                "Verkleinere h oder r: Über hr = 2 bleibt selbst ein Netz ohne Gewichte nicht."});
    const DynamicsTrainer* trainer = s.learning->trainer();
    if (!trainer || !trainer->diverged_at() || s.scene->updates >= asked.updates(values)) return {};
    const std::string at = std::to_string(*trainer->diverged_at());
    return Error("diverged", "learning left the finite numbers at update " + at,
                 {{"control", "eta"}, {"step", at}})
        .say({"Learning runs away at update {step}. Make η smaller.",
              "Das Lernen läuft bei Lernschritt {step} davon. Verkleinere η."});
  }

  void quantities(const State& state, Quantities& q, const Values& values) const {
    const DynamicsScene& s = *state.scene;
    q("trajectory", Matrix<double>(s.run.states.transpose()))("steps_taken", double(s.run.steps()));
    q("x_t", s.x_t())("x_before", s.x_before())("s", input_of(s, s.look.t));
    q("s_before", input_of(s, s.look.t - 1))("jacobian", s.J)("jacobian_before", s.J_before);
    q("two_steps", Matrix<double>(s.J * s.J_before))("chain", s.dx_dx0);
    q("dx_dW", s.dx_dW)("dx_db", s.dx_db)("gradient_check", s.gradient_gap);
    if (s.system.size() > 1) q("D", Vector<double>(s.dW_before.col(s.system.size())));
    q("B", Vector<double>(s.db_before.col(0)));
    q("W_now", s.system.W)("b_now", s.system.b);
    q("keep", s.system.keep())("gain", s.system.gain());
    q("R", Matrix<double>(s.relevance.R.transpose()));
    q("gradient_times_input", Matrix<double>(s.relevance.product.transpose()));
    q("x_star", s.at_rest.x)("growth", s.at_rest.growth)("amplified", s.at_rest.amplified);
    q("euler_gap", euler_gap(s.at_rest))("cycle_gap", std::max(0.0, kGoesRound - s.least_speed));
    q("updates_made", double(s.updates));
    q("graph_errors", double(graph_errors(asked.drawn_edges(values))));
    if (const DynamicsTrainer* trainer = s.learning.trainer())
      q("loss", trainer->losses()[size_t(s.updates)]);
  }
  static Vector<double> input_of(const DynamicsScene& s, Index step) {
    return inputs_of(s.system, s.run.states.col(step - 1));
  }
  /// 0 where deviations from x* die out in truth and grow in Euler's steps.
  static double euler_gap(const Equilibrium& e) {
    if (!e.converged) return 1;
    return std::max(0.0, e.growth) + std::max(0.0, 1 - e.amplified);
  }

  void checks(const State& state, Checks& out, const Values&) const {
    const DynamicsScene& s = *state.scene;
    const bool steep = !(s.dx_dW.norm() < kSteep) || s.run.stopped_at;
    out.vanishes("gradient",
                 {"∂x/∂W, ∂x/∂b − finite differences", "∂x/∂W, ∂x/∂b − finite Differenzen"},
                 s.gradient_gap, 1e-6)
        .unclaimed_if(steep, {"x depends so strongly on W that differences say little.",
                              "x hängt so stark von W ab, dass Differenzen wenig sagen."});
    if (s.learning.trainer())
      out.vanishes(
             "bptt",
             {"backpropagation through time − forward", "rückwärts durch die Zeit − vorwärts"},
             s.bptt_gap)
          .unclaimed_if(steep, {"The numbers are too large.", "Die Zahlen sind zu groß."});
    const TimeRelevance& e = s.relevance;
    const double largest = e.R.cwiseAbs().colwise().sum().maxCoeff() + e.bias.cwiseAbs().sum() +
                           e.rest.cwiseAbs().sum();
    Check& conservation =
        out.equal("conservation", {"ΣR + biases + ε = x", "ΣR + Bias + ε = x"},
                  e.R.col(0).sum() + e.bias.sum() + e.rest.sum(), s.x_t()[s.look.unit]);
    conservation.unclaimed_if(steep, {"The numbers are too large.", "Die Zahlen sind zu groß."})
        .unclaimed_if(conservation.gap() <= conservation.tolerance * largest,
                      rounding_reason(largest));
  }

  void views(const State& state, Views& out, const Values& values) const {
    const DynamicsScene& s = *state.scene;
    add_portraits(s, out);
    add_loss(s, out);
    add_states(s, out);
    add_unfolded(s, out);
    if (s.updates > 0 || asked.hidden(values) > 0) add_weights(s, out);
    if (s.system.size() == 2) add_drawn_graph(s, asked.drawn_edges(values), out);
    add_sensitivities(s, out);
    add_relevance(s, out);
  }
};

}  // namespace

RELEVANCE_EXPERIMENT("recurrent-dynamics", Iterated<RecurrentDynamics>)

}  // namespace relevance

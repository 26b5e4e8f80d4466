#pragma once
// Activation maximization: uphill on f(g(z)) − Ω_x(g(z)) − Ω_z(z), a batch of prototypes at once
// (Simonyan et al. 2014; with a density or a generator as in Nguyen et al. 2016).
//
//   Ascent ascent({.objective = &f, .units = {0, 1, 2}, .input_penalty = omega},
//                        {.method = AscentMethod::adam, .rate = 0.05}, start);
//   ascent.go_to(150);                 // or slices: while (ascent.step() < 150) ascent.go_to(…)
//   ascent.now().x                     // [n × batch]
//   ascent.go_to(149);                 // a step back

#include <optional>

#include "base/progress.hpp"
#include "prototype/generator.hpp"
#include "prototype/objective.hpp"
#include "prototype/penalty.hpp"

namespace relevance {

/// What is maximised. What is pointed at must outlive the ascent.
struct AscentProblem {
  Objective* objective = nullptr;  ///< null: f = 0
  std::vector<Index> units = {};   ///< of f, one for each column
  Generator* generator = nullptr;  ///< null: z is the input itself
  Penalty input_penalty = {};      ///< Ω_x, may be empty
  Penalty code_penalty = {};       ///< Ω_z, may be empty
};

enum class AscentMethod {
  gradient,  ///< z ← z + η g
  momentum,  ///< v ← 0.9 v + g,  z ← z + η v
  adam,      ///< Kingma and Ba 2015, β₁ = 0.9, β₂ = 0.999
};

struct Box {
  double low = 0, high = 1;
};

struct AscentOptions {
  AscentMethod method = AscentMethod::gradient;
  double rate = 0.1;         ///< η; with a line search the first one tried
  bool line_search = false;  ///< per column, so that no step loses (Armijo; halving and doubling)
  std::optional<Box> box;    ///< every entry of z is kept inside
  int keep_every = 1;        ///< states kept for stepping back; between them steps are replayed
};

/// Everything at one z; one entry or column for each prototype.
struct AscentPoint {
  Matrix<double> z, x;            ///< [code × batch], [n × batch]; equal without generator
  Vector<double> score, penalty;  ///< f(x) and Ω, [batch]
  Matrix<double> gradient;        ///< of the objective with respect to z
  Vector<double> objective() const { return score - penalty; }
};

/// How the ascent went, step by step from the start: [batch] each.
struct AscentRecord {
  Vector<double> score, penalty;
};

class Ascent {
 public:
  /// `start [code × batch]`, clamped into the box. Raises `shape-mismatch` naming the generator
  /// where its size does not fit the network, `out-of-range` for a rate that is not positive,
  /// `not-finite` for a start that is not finite.
  Ascent(AscentProblem problem, AscentOptions options, Matrix<double> start);

  /// Moves to a step, forwards or back, the same one every time; stops early where the ascent
  /// diverges or the callback, asked after every step, returns false. Returns the step reached.
  int go_to(int step, const ProgressCallback& progress = {});

  int step() const { return step_; }
  const AscentPoint& now() const { return point_; }
  /// From step 0 to the furthest step taken.
  const std::vector<AscentRecord>& record() const { return record_; }
  /// The step at which the objective ran away or left the finite numbers; the ascent stays at
  /// the last good one. Never with a line search.
  std::optional<int> diverged_at() const { return diverged_at_; }
  /// A smaller rate: ½/L, L the largest curvature met so far, or a tenth. Safe where f − Ω is
  /// quadratic; elsewhere it may meet more curvature, and another offer.
  double suggested_rate() const;

 private:
  struct State {                      // all that a step depends on
    Matrix<double> z, first, second;  // moments of momentum and Adam
    Vector<double> rates;             // of the line search, per column
  };
  void evaluate(const Matrix<double>& z, AscentPoint& point);
  Matrix<double> direction();
  void clamp(Matrix<double>& z) const;
  bool take_step();
  bool take_plain_step(const Matrix<double>& direction);
  void take_searched_step(const Matrix<double>& direction);
  bool runs_away(const AscentPoint& point) const;
  void note_curvature(const AscentPoint& next);

  AscentProblem problem_;
  AscentOptions options_;
  State state_;
  AscentPoint point_, trial_;
  std::vector<State> kept_;  // of every keep_every-th step
  std::vector<AscentRecord> record_;
  Matrix<double> dx_;
  int step_ = 0;
  std::optional<int> diverged_at_;
  Vector<double> best_;   // objective so far, [batch]
  double curvature_ = 0;  // the largest met, of the negative objective
};

/// The code whose output is nearest to `x [n × batch]`: Adam on −‖g(z) − x‖² from `start`.
Matrix<double> nearest_code(Generator& generator, const Matrix<double>& x,
                            const Matrix<double>& start, int steps = 200);

}  // namespace relevance

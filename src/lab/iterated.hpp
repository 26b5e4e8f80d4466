#pragma once
// Exercises that go on: a run begins, takes steps in slices, and shows where it stands.
//
//   struct Climb {
//     std::vector<Control> controls() const;
//     Key key(const Values&) const;  // what a run depends on: another key begins anew
//     State begin(const Values&, const State* previous) const;  // nullptr: none, or none to use
//     void step(State&, const Values&, double budget_ms) const;  // at least one, if there is one
//     Standing standing(const State&, const Values&) const;
//     void quantities(const State&, Quantities&, const Values&) const;
//     void views(const State&, Views&, const Values&) const;
//     // may be left out: checks, idle, problem, warning, notices, needs, needs_for, provide,
//     // a constructor from Config;
//     // update(state, Views&): the views that steps change, where others do not;
//     // refresh(State&, values): what pictures need beyond steps;
//     // first_slice_ms, picture_ms(state): work before the first picture, and between two;
//     // is_whole(state): false while most of a frame is still to come, and the last one stays
//   };
//   RELEVANCE_EXPERIMENT("climb", Iterated<Climb>)
//
// What `previous` lends must be what a beginning without it would find as well, only sooner.

#include <chrono>
#include <limits>

#include "lab/experiment.hpp"

namespace relevance {

template <class E>
class Iterated : public detail::Exercised<E> {
 public:
  using detail::Exercised<E>::Exercised;
  using State = typename E::State;

  /// From its beginning to its end, without a clock.
  Quantities measure(const Values& values) const override {
    State state = this->exercise_.begin(values, nullptr);
    while (!this->exercise_.standing(state, values).done)
      this->exercise_.step(state, values, std::numeric_limits<double>::infinity());
    refresh(state, values);
    return this->quantities_of(state, values);
  }
  std::unique_ptr<Run> start() const override { return std::make_unique<Going>(*this); }

 private:
  void refresh(State& state, const Values& values) const {
    if constexpr (requires { this->exercise_.refresh(state, values); })
      this->exercise_.refresh(state, values);
  }

  using Clock = std::chrono::steady_clock;

  class Going : public Run {
   public:
    explicit Going(const Iterated& of) : of_(of) {}

    Scene show(const Values& values) override {
      const E& exercise = of_.exercise_;
      try {
        const Key key = exercise.key(values);
        if (!state_ || key != key_) {
          auto begun = std::make_shared<State>(exercise.begin(values, state_.get()));
          state_ = std::move(begun);
          key_ = key;
        }
        values_ = values;
        due_ = !is_whole();
        if (due_ && complete_) return still_standing();
        if constexpr (requires { E::first_slice_ms; })
          if (!exercise.standing(*state_, values_).done)
            exercise.step(*state_, values_, E::first_slice_ms);
        return picture();
      } catch (const Error& error) {
        if (!of_.can_be_mended(error)) throw;
        complete_ = false;
        Scene scene;
        scene.frame.disabled = of_.idle(values);
        scene.frame.problem = error;
        return scene;
      }
    }

    Scene advance(double budget_ms) override {
      if (!state_) {
        Scene scene;
        scene.frame.partial = true;
        return scene;
      }
      const E& exercise = of_.exercise_;
      if (!exercise.standing(*state_, values_).done) exercise.step(*state_, values_, budget_ms);
      if (!is_whole()) return still_standing();
      if (due_) return picture();
      const bool done = exercise.standing(*state_, values_).done;
      return done || since_picture_ms() >= wait_ms() ? next_picture() : still_standing();
    }

   private:
    Scene picture() {
      of_.refresh(*state_, values_);
      Scene scene{of_.frame_of(*state_, values_, values_), state_};
      scene.frame.standing = of_.exercise_.standing(*state_, values_);
      painted_ = Clock::now();
      due_ = !is_whole();
      complete_ = !due_ && !scene.frame.problem;
      return scene;
    }
    /// Nothing new but how far it is.
    Scene still_standing() const {
      Scene scene;
      scene.frame.partial = true;
      scene.frame.standing = of_.exercise_.standing(*state_, values_);
      return scene;
    }
    /// Of an exercise that says what steps change, that alone.
    Scene next_picture() {
      if constexpr (requires(Views & v) { of_.exercise_.update(*state_, v); }) {
        Scene scene;
        Frame& frame = scene.frame;
        frame.partial = true;
        of_.refresh(*state_, values_);
        of_.exercise_.quantities(*state_, frame.quantities, values_);
        Views views;
        of_.exercise_.update(*state_, views);
        frame.views = std::move(views.list);
        frame.standing = of_.exercise_.standing(*state_, values_);
        painted_ = Clock::now();
        return scene;
      } else {
        return picture();
      }
    }
    bool is_whole() const {
      if constexpr (requires { of_.exercise_.is_whole(*state_); })
        return of_.exercise_.is_whole(*state_);
      return true;
    }
    double wait_ms() const {
      if constexpr (requires { of_.exercise_.picture_ms(*state_); })
        return of_.exercise_.picture_ms(*state_);
      return 0;
    }
    double since_picture_ms() const {
      return std::chrono::duration<double, std::milli>(Clock::now() - painted_).count();
    }

    const Iterated& of_;
    std::shared_ptr<State> state_;
    Key key_;
    Values values_;
    Clock::time_point painted_;
    bool due_ = false;       // a whole picture, once there is one
    bool complete_ = false;  // what stands on the page: whole, and nothing in its way
  };
};

}  // namespace relevance

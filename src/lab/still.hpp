#pragma once
// Exercises that are solved at once: values in, solution out, and what follows from it.
//
//   struct TaylorRbf {
//     Point x{"x", "x", {2, 1.5}, 4};                                   // declares and reads it
//     std::vector<Control> controls() const { return {x}; }
//     Solution solve(const Values& values) const;
//     void quantities(const Solution&, Quantities&) const;
//     void views(const Solution&, Views&) const;
//     // may be left out: checks(s, Checks&), idle(values), notices(s, list), standing(s),
//     // problem(s): why there are no quantities; warning(s): what else stands in the way;
//     // needs(), needs_for(values), provide(name, bytes), a constructor from Config
//   };
//   RELEVANCE_EXPERIMENT("taylor-rbf", Still<TaylorRbf>)

#include "lab/experiment.hpp"

namespace relevance {

template <class E>
class Still : public detail::Exercised<E> {
 public:
  using detail::Exercised<E>::Exercised;
  using Solution = decltype(std::declval<const E&>().solve(std::declval<const Values&>()));

  Quantities measure(const Values& values) const override {
    return this->quantities_of(this->exercise_.solve(values));
  }
  std::unique_ptr<Run> start() const override { return std::make_unique<Shown>(*this); }

 private:
  class Shown : public Run {
   public:
    explicit Shown(const Still& still) : still_(still) {}
    Scene show(const Values& values) override {
      try {
        auto solved = std::make_shared<const Solution>(still_.exercise_.solve(values));
        Scene scene{still_.frame_of(*solved, values), solved};
        if constexpr (requires { still_.exercise_.standing(*solved); })
          scene.frame.standing = still_.exercise_.standing(*solved);
        return scene;
      } catch (const Error& error) {
        if (!still_.can_be_mended(error)) throw;
        Scene scene;
        scene.frame.disabled = still_.idle(values);
        scene.frame.problem = error;
        return scene;
      }
    }
    Scene advance(double) override {
      Scene scene;
      scene.frame.partial = true;
      return scene;
    }

   private:
    const Still& still_;
  };
};

}  // namespace relevance

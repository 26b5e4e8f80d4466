#include "experiments/shared/ascent_controls.hpp"

#include "experiments/shared/sections.hpp"

namespace relevance {

AscentControls::AscentControls(double initial_rate, const char* initial_method)
    : method{{.name = "method",
              .label = {"Way up", "Aufstieg"},
              .initial = std::string(initial_method),
              .options = {{"gradient", {"gradient", "Gradient"}, "z ← z + η g"},
                          {"momentum",
                           {"momentum", "Schwung"},
                           {"v ← 0.9 v + g, z ← z + η v", "v ← 0,9 v + g, z ← z + η v"}},
                          {"adam",
                           "Adam",
                           {"each entry scaled by its own gradients (Kingma and Ba 2015)",
                            "jeder Eintrag nach seinen eigenen Gradienten skaliert (Kingma und Ba "
                            "2015)"}}},
              .section = kAscent}},
      rate{{.name = "rate",
            .label = {"Step size η", "Schrittweite η"},
            .initial = initial_rate,
            .low = 0.0001,
            .high = 10,
            .logarithmic = true,
            .section = kAscent}},
      line_search{
          {.name = "line_search",
           .label = {"Line search", "Liniensuche"},
           .help = {"Halves the step until the objective rises: it can no longer fall.",
                    "Halbiert den Schritt, bis die Zielfunktion steigt: Sie kann nicht mehr "
                    "fallen."},
           .section = kAscent}} {}

AscentOptions AscentControls::options(const Values& values) const {
  return {.method = method.is(values, "adam")       ? AscentMethod::adam
                    : method.is(values, "momentum") ? AscentMethod::momentum
                                                    : AscentMethod::gradient,
          .rate = rate(values),
          .line_search = line_search(values),
          .box = {}};
}

Error divergence(int step, double rate, double suggestion) {
  return Error("diverged",
               "ascent: with step size " + number_text(rate) + " the objective runs away at step " +
                   std::to_string(step) + ", expected a smaller one, such as " +
                   number_text(suggestion),
               {{"control", "rate"},
                {"step", std::to_string(step)},
                {"given", number_text(rate)},
                {"suggestion", number_text(suggestion)}});
}

}  // namespace relevance

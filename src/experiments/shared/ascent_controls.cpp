#include "experiments/shared/ascent_controls.hpp"

namespace relevance {

std::vector<Control> ascent_controls(double rate, const char* method) {
  return {
      {.name = "method",
       .kind = ControlKind::choice,
       .label = {"Way up", "Aufstieg"},
       .initial = std::string(method),
       .options =
           {{"gradient", {"gradient", "Gradient"}, {"z ← z + η g", "z ← z + η g"}},
            {"momentum",
             {"momentum", "Schwung"},
             {"v ← 0.9 v + g, z ← z + η v", "v ← 0,9 v + g, z ← z + η v"}},
            {"adam",
             {"Adam", "Adam"},
             {"each entry scaled by its own gradients (Kingma and Ba 2015)",
              "jeder Eintrag nach seinen eigenen Gradienten skaliert (Kingma und Ba 2015)"}}},
       .section = "ascent"},
      {.name = "rate",
       .label = {"Step size η", "Schrittweite η"},
       .initial = rate,
       .low = 0.0001,
       .high = 10,
       .logarithmic = true,
       .section = "ascent"},
      {.name = "line_search",
       .kind = ControlKind::toggle,
       .label = {"Line search", "Liniensuche"},
       .help = {"Halves the step until the objective rises: it can no longer fall.",
                "Halbiert den Schritt, bis die Zielfunktion steigt: Sie kann nicht mehr fallen."},
       .initial = false,
       .section = "ascent"}};
}

AscentOptions ascent_options(const Values& values) {
  const std::string& method = word(values, "method");
  return {.method = method == "adam"       ? AscentMethod::adam
                    : method == "momentum" ? AscentMethod::momentum
                                           : AscentMethod::gradient,
          .rate = number(values, "rate"),
          .line_search = flag(values, "line_search"),
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

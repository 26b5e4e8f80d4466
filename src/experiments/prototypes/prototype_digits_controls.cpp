#include "experiments/prototypes/prototype_digits_controls.hpp"

#include <algorithm>

#include "experiments/shared/sections.hpp"

namespace relevance {
namespace {

constexpr double kMostAscentSteps = 500, kAscentSteps = 150;

std::vector<Option> class_options(Index classes) {
  std::vector<Option> options;
  for (Index k = 0; k < classes; ++k) options.push_back({std::to_string(k), std::to_string(k)});
  return options;
}

std::vector<Option> penalties() {
  return {{"l2", {"norm", "Norm"}, "Ω = λ‖x‖²"},
          {"gaussian",
           {"density", "Dichte"},
           {"Ω = −log p(x), p normal with the mean and covariance of real digits",
            "Ω = −log p(x), p normal mit Mittelwert und Kovarianz echter Ziffern"}},
          {"pca",
           "PCA",
           {"x = Az + c along the principal components of real digits, Ω = λ‖z‖²",
            "x = Az + c entlang der Hauptkomponenten echter Ziffern, Ω = λ‖z‖²"}},
          {"decoder",
           {"decoder", "Decoder"},
           {"x = g(z), g a decoder learned from real digits, Ω = λ‖z‖²",
            "x = g(z), g ein aus echten Ziffern gelernter Decoder, Ω = λ‖z‖²"}}};
}

std::vector<Option> starts() {
  return {{"sampled",
           {"mean, best codes", "Mittel, beste Codes"},
           {"the mean of the data; for the decoder, of 100 random codes the best for each class",
            "der Mittelwert der Daten; beim Decoder von 100 zufälligen Codes der beste je Klasse"}},
          {"mean", {"mean, code 0", "Mittel, Code 0"}},
          {"noise", {"noise", "Rauschen"}},
          {"blank", {"blank", "leer"}},
          {"code",
           {"code below", "Code unten"},
           {"what the decoder makes of z", "was der Decoder aus z macht"}}};
}

}  // namespace

PrototypeControls::PrototypeControls(const ModelChoice& models, Index classes, Index codes)
    : image(ControlKind::image, {.name = "image",
                                 .label = "Start",
                                 .initial = Array{{0}, {}},
                                 .most = 512 * 512,
                                 .section = kStart}),
      model(model_control(models)),
      objective{{.name = "objective",
                 .label = {"Maximise", "Maximiere"},
                 .options = {{"logit",
                              {"logit", "Logit"},
                              {"the score of the class", "die Bewertung der Klasse"}},
                             {"log-probability",
                              {"log-probability", "Log-Wahrscheinlichkeit"},
                              {"log softmax: also against the other classes",
                               "log softmax: auch gegen die anderen Klassen"}}},
                 .section = kObjective}},
      target{{.name = "target",
              .label = {"Look at class", "Betrachte Klasse"},
              .initial = std::to_string(std::min<Index>(3, classes - 1)),
              .options = class_options(classes),
              .section = kObjective}},
      penalty{{.name = "penalty",
               .label = {"Penalty", "Strafterm"},
               .initial = "decoder",
               .options = penalties(),
               .section = kPenalty}},
      compare{{.name = "compare",
               .label = {"All penalties side by side", "Alle Strafterme nebeneinander"},
               .initial = true,
               .section = kPenalty}},
      decoder{{.name = "decoder",
               .label = "Decoder",
               .options = {{"shipped",
                            {"shipped", "mitgeliefert"},
                            {"trained beforehand, 250 epochs", "vorab trainiert, 250 Epochen"}},
                           {"trained",
                            {"trained here", "hier trainiert"},
                            {"now, in this browser, on 4,000 digits",
                             "jetzt, in diesem Browser, auf 4.000 Ziffern"}}},
               .section = kPenalty}},
      epochs{{.name = "epochs",
              .label = {"Epochs", "Epochen"},
              .help = {"How often the decoder sees each digit.",
                       "Wie oft der Decoder jede Ziffer sieht."},
              .initial = 20.0,
              .low = 1,
              .high = 100,
              .step = 1,
              .section = kPenalty}},
      beta{{.name = "beta",
            .label = {"Divergence β", "Divergenz β"},
            .help = {"Weight of the divergence of the codes from N(0, I): small draws sharply and "
                     "leaves holes between the digits, large fills them and blurs.",
                     "Gewicht der Divergenz der Codes von N(0, I): Klein zeichnet scharf und lässt "
                     "Lücken zwischen den Ziffern, groß füllt sie und verwischt."},
            .initial = 1.5,
            .low = 0.1,
            .high = 10,
            .logarithmic = true,
            .section = kPenalty}},
      lambda{{.name = "lambda",
              .label = {"Strength λ", "Stärke λ"},
              .help = {"Of ‖x‖² and of ‖z‖²; the density has none.",
                       "Von ‖x‖² und ‖z‖²; die Dichte hat keine."},
              .initial = 0.3,
              .low = 0.01,
              .high = 10,
              .logarithmic = true,
              .section = kPenalty}},
      variation{
          {.name = "variation",
           .label = {"Total variation", "Totalvariation"},
           .help = {"Added under norm and density: pays for differences between neighbouring "
                    "pixels.",
                    "Zusätzlich bei Norm und Dichte: Unterschiede benachbarter Pixel kosten."},
           .low = 0,
           .high = 1,
           .step = 0.01,
           .section = kPenalty}},
      box{{.name = "box",
           .label = {"Ink within [0, 1]", "Tinte in [0, 1]"},
           .help = {"Under norm and density; generators make ink.",
                    "Bei Norm und Dichte; Generatoren erzeugen Tinte."},
           .section = kPenalty}},
      start{{.name = "start", .label = "Start", .options = starts(), .section = kStart}},
      seed(ControlKind::seed, {.name = "seed",
                               .label = {"Seed", "Startzahl"},
                               .initial = 1.0,
                               .low = 0,
                               .high = 9999,
                               .section = kStart}),
      code(ControlKind::vector, {.name = "code",
                                 .label = {"Code z of the decoder", "Code z des Decoders"},
                                 .initial = Array{{codes}, std::vector<double>(size_t(codes), 0.0)},
                                 .low = -3,
                                 .high = 3,
                                 .step = 0.05,
                                 .section = kStart}),
      ascent(0.05, "adam"),
      step(ControlKind::run, {.name = "step",
                              .label = {"Step", "Schritt"},
                              .initial = kAscentSteps,
                              .high = kMostAscentSteps,
                              .section = kAscent}) {}

std::vector<Control> PrototypeControls::list() const {
  std::vector<Control> all = {image, model,  objective, target, penalty, compare, decoder, epochs,
                              beta,  lambda, variation, box,    start,   seed,    code};
  for (const Control& control : ascent.list()) all.push_back(control);
  all.push_back(step);
  return all;
}

bool PrototypeControls::uses_decoder(const Values& values) const {
  return compare(values) || penalty.is(values, "decoder") ||
         (start.is(values, "code") && image(values).values.empty());
}

Idle PrototypeControls::idle(const Values& values) const {
  Idle idle;
  const bool drawn = !image(values).values.empty(), all = compare(values);
  const std::string &asked = penalty(values), &from = start(values);
  if (drawn)
    idle.push_back({"start", {"The drawing is the start.", "Die Zeichnung ist der Start."}});
  if (drawn || (from != "noise" && from != "sampled"))
    idle.push_back(
        {"seed", {"Nothing is random in this start.", "An diesem Start ist nichts zufällig."}});
  if (drawn || from != "code")
    idle.push_back(
        {"code", {"Choose “code below” as the start.", "Wähle „Code unten“ als Start."}});
  const Text pixels{"Only under norm and density.", "Nur bei Norm und Dichte."};
  if (!all && (asked == "pca" || asked == "decoder"))
    for (const char* name : {"variation", "box"}) idle.push_back({name, pixels});
  if (!uses_decoder(values))
    for (const char* name : {"decoder", "epochs", "beta"})
      idle.push_back({name, {"No decoder is at work.", "Kein Decoder ist am Werk."}});
  else if (decoder.is(values, "shipped"))
    for (const char* name : {"epochs", "beta"})
      idle.push_back(
          {name, {"Only of a decoder trained here.", "Nur beim hier trainierten Decoder."}});
  if (!all && asked == "gaussian")
    idle.push_back({"lambda", {"The density has no λ.", "Die Dichte hat kein λ."}});
  return idle;
}

}  // namespace relevance

#include "experiments/prototypes/prototype_digits_controls.hpp"

#include "experiments/shared/ascent_controls.hpp"

namespace relevance {
namespace {

constexpr double kMostSteps = 500, kSteps = 150;

Control choice(const char* name, Text label, std::vector<Option> options, const char* initial,
               const char* section) {
  return {.name = name,
          .kind = ControlKind::choice,
          .label = std::move(label),
          .initial = std::string(initial),
          .options = std::move(options),
          .section = section};
}

std::vector<Control> penalty_controls() {
  return {
      choice("penalty", {"Penalty", "Strafterm"},
             {{"l2", {"norm", "Norm"}, {"Ω = λ‖x‖²", "Ω = λ‖x‖²"}},
              {"gaussian",
               {"density", "Dichte"},
               {"Ω = −log p(x), p normal with the mean and covariance of real digits",
                "Ω = −log p(x), p normal mit Mittelwert und Kovarianz echter Ziffern"}},
              {"pca",
               {"PCA", "PCA"},
               {"x = Az + c along the principal components of real digits, Ω = λ‖z‖²",
                "x = Az + c entlang der Hauptkomponenten echter Ziffern, Ω = λ‖z‖²"}},
              {"decoder",
               {"decoder", "Decoder"},
               {"x = g(z), g a decoder learned from real digits, Ω = λ‖z‖²",
                "x = g(z), g ein aus echten Ziffern gelernter Decoder, Ω = λ‖z‖²"}}},
             "decoder", "penalty"),
      {.name = "compare",
       .kind = ControlKind::toggle,
       .label = {"All penalties side by side", "Alle Strafterme nebeneinander"},
       .initial = true,
       .section = "penalty"},
      choice("decoder", {"Decoder", "Decoder"},
             {{"shipped",
               {"shipped", "mitgeliefert"},
               {"trained beforehand, 250 epochs", "vorab trainiert, 250 Epochen"}},
              {"trained",
               {"trained here", "hier trainiert"},
               {"now, in this browser, on 4,000 digits",
                "jetzt, in diesem Browser, auf 4.000 Ziffern"}}},
             "shipped", "penalty"),
      {.name = "epochs",
       .label = {"Epochs", "Epochen"},
       .help = {"How often the decoder sees each digit.", "Wie oft der Decoder jede Ziffer sieht."},
       .initial = 20.0,
       .low = 1,
       .high = 100,
       .step = 1,
       .section = "penalty"},
      {.name = "beta",
       .label = {"Divergence β", "Divergenz β"},
       .help = {"Weight of the divergence of the codes from N(0, I): small draws sharply and "
                "leaves holes between the digits, large fills them and blurs.",
                "Gewicht der Divergenz der Codes von N(0, I): Klein zeichnet scharf und lässt "
                "Lücken zwischen den Ziffern, groß füllt sie und verwischt."},
       .initial = 1.5,
       .low = 0.1,
       .high = 10,
       .logarithmic = true,
       .section = "penalty"},
      {.name = "lambda",
       .label = {"Strength λ", "Stärke λ"},
       .help = {"Of ‖x‖² and of ‖z‖²; the density has none.",
                "Von ‖x‖² und ‖z‖²; die Dichte hat keine."},
       .initial = 0.3,
       .low = 0.01,
       .high = 10,
       .logarithmic = true,
       .section = "penalty"},
      {.name = "variation",
       .label = {"Total variation", "Totalvariation"},
       .help = {"Added under norm and density: pays for differences between neighbouring pixels.",
                "Zusätzlich bei Norm und Dichte: Unterschiede benachbarter Pixel kosten."},
       .low = 0,
       .high = 1,
       .step = 0.01,
       .section = "penalty"},
      {.name = "box",
       .kind = ControlKind::toggle,
       .label = {"Ink within [0, 1]", "Tinte in [0, 1]"},
       .help = {"Under norm and density; generators make ink.",
                "Bei Norm und Dichte; Generatoren erzeugen Tinte."},
       .initial = false,
       .section = "penalty"}};
}

std::vector<Control> start_controls(Index codes) {
  return {
      choice(
          "start", {"Start", "Start"},
          {{"sampled",
            {"mean, best codes", "Mittel, beste Codes"},
            {"the mean of the data; for the decoder, of 100 random codes the best for each class",
             "der Mittelwert der Daten; beim Decoder von 100 zufälligen Codes der beste je "
             "Klasse"}},
           {"mean", {"mean, code 0", "Mittel, Code 0"}},
           {"noise", {"noise", "Rauschen"}},
           {"blank", {"blank", "leer"}},
           {"code",
            {"code below", "Code unten"},
            {"what the decoder makes of z", "was der Decoder aus z macht"}}},
          "sampled", "start"),
      {.name = "seed",
       .kind = ControlKind::seed,
       .label = {"Seed", "Startwert"},
       .initial = 1.0,
       .low = 0,
       .high = 9999,
       .step = 1,
       .section = "start"},
      {.name = "code",
       .kind = ControlKind::vector,
       .label = {"Code z of the decoder", "Code z des Decoders"},
       .initial = Array{{codes}, std::vector<double>(size_t(codes), 0.0)},
       .low = -3,
       .high = 3,
       .step = 0.05,
       .section = "start"}};
}

}  // namespace

std::vector<Control> prototype_digits_controls(std::vector<Option> models, Index codes) {
  std::vector<Option> classes;
  for (int k = 0; k < 10; ++k)
    classes.push_back({std::to_string(k), {std::to_string(k), std::to_string(k)}});
  const std::string first = models.empty() ? "" : models.front().value;
  std::vector<Control> controls;
  controls.push_back({.name = "image",
                      .kind = ControlKind::image,
                      .label = {"Start", "Start"},
                      .initial = Array{{0}, {}},
                      .section = "start"});
  controls.push_back(
      choice("model", {"Network", "Netz"}, std::move(models), first.c_str(), "objective"));
  controls.push_back(
      choice("objective", {"Maximise", "Maximiere"},
             {{"logit", {"logit", "Logit"}, {"the score of the class", "die Bewertung der Klasse"}},
              {"log-probability",
               {"log-probability", "Log-Wahrscheinlichkeit"},
               {"log softmax: also against the other classes",
                "log softmax: auch gegen die anderen Klassen"}}},
             "logit", "objective"));
  controls.push_back(
      choice("target", {"Look at class", "Betrachte Klasse"}, classes, "3", "objective"));
  const auto append = [&](std::vector<Control> more) {
    for (Control& control : more) controls.push_back(std::move(control));
  };
  append(penalty_controls());
  append(start_controls(codes));
  append(ascent_controls(0.05, "adam"));
  controls.push_back({.name = "step",
                      .kind = ControlKind::run,
                      .label = {"Step", "Schritt"},
                      .initial = kSteps,
                      .high = kMostSteps,
                      .section = "ascent"});
  return controls;
}

bool uses_decoder(const Values& values) {
  return flag(values, "compare") || word(values, "penalty") == "decoder" ||
         (word(values, "start") == "code" && array(values, "image").values.empty());
}

std::vector<ControlState> idle_prototype_controls(const Values& values) {
  std::vector<ControlState> idle;
  const bool drawn = !array(values, "image").values.empty();
  const bool all = flag(values, "compare");
  const std::string &penalty = word(values, "penalty"), &start = word(values, "start");
  if (drawn)
    idle.push_back({"start", {"The drawing is the start.", "Die Zeichnung ist der Start."}});
  if (drawn || (start != "noise" && start != "sampled"))
    idle.push_back(
        {"seed", {"Nothing is random in this start.", "An diesem Start ist nichts zufällig."}});
  if (drawn || start != "code")
    idle.push_back(
        {"code", {"Choose “code below” as the start.", "Wähle „Code unten“ als Start."}});
  const Text pixels{"Only under norm and density.", "Nur bei Norm und Dichte."};
  if (!all && (penalty == "pca" || penalty == "decoder"))
    for (const char* name : {"variation", "box"}) idle.push_back({name, pixels});
  if (!uses_decoder(values))
    for (const char* name : {"decoder", "epochs", "beta"})
      idle.push_back({name, {"No decoder is at work.", "Kein Decoder ist am Werk."}});
  else if (word(values, "decoder") == "shipped")
    for (const char* name : {"epochs", "beta"})
      idle.push_back(
          {name, {"Only of a decoder trained here.", "Nur beim hier trainierten Decoder."}});
  if (!all && penalty == "gaussian")
    idle.push_back({"lambda", {"The density has no λ.", "Die Dichte hat kein λ."}});
  return idle;
}

}  // namespace relevance

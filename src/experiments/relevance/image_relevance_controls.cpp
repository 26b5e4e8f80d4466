#include "experiments/relevance/image_relevance_controls.hpp"

#include "experiments/shared/sections.hpp"

namespace relevance {
namespace {

std::vector<Option> class_options(Index classes) {
  std::vector<Option> options = {{"winner", {"winner", "Sieger"}}};
  for (Index k = 0; k < classes; ++k) options.push_back({std::to_string(k), std::to_string(k)});
  return options;
}

}  // namespace

ImageControls::ImageControls(const ModelChoice& models, Index images, const Network<float>& network)
    : image(ControlKind::image, drawing_control("image", {"Your digit", "Deine Ziffer"}, kInput)),
      index(ControlKind::index,
            picked_control("index", {"Digit of the test set", "Ziffer der Testmenge"}, images,
                           kInput)),
      target{{.name = "target",
              .label = {"Explain the score of", "Erkläre die Bewertung von"},
              .options = class_options(network.output_size()),
              .section = kExplanation}},
      model(model_control(models)),
      method{{.name = "method",
              .label = {"Method", "Verfahren"},
              .options = {{"lrp",
                           "LRP",
                           {"Layer-wise relevance propagation", "Schichtweise Relevanz"}},
                          {"gradient",
                           "∇",
                           {"Gradient: where the score would change",
                            "Gradient: wo sich die Bewertung ändern würde"}},
                          {"gradient-times-input",
                           "∇ × x",
                           {"Gradient times input", "Gradient mal Eingabe"}}},
              .section = kRule}},
      rules(network),
      faithfulness{{.name = "faithfulness",
                    .label = {"Put it to the test", "Auf die Probe stellen"},
                    .help = {"Removes pixels of all test digits, most relevant first, and watches "
                             "the score.",
                             "Entfernt Pixel aller Testziffern, relevanteste zuerst, und verfolgt "
                             "die Bewertung."},
                    .section = {"Evaluation", "Bewertung"}}} {}

std::vector<Control> ImageControls::list() const {
  std::vector<Control> all = {image, index, target, model, method};
  for (Control& control : rules.list()) all.push_back(std::move(control));
  all.push_back(faithfulness);
  return all;
}

ExplanationChoice ImageControls::choose(const Values& values) const {
  ExplanationChoice choice;
  choice.method = method(values);
  choice.key = key_of(choice.method);
  choice.composite = rules.choose(values, choice.key);
  return choice;
}

Idle ImageControls::idle(const Values& values) const {
  if (method.is(values, "lrp")) return rules.idle(values);
  Idle idle;
  for (const Control& control : rules.list())
    idle.push_back({control.name,
                    {"A gradient uses no propagation rules.",
                     "Ein Gradient verwendet keine Propagationsregeln."}});
  return idle;
}

}  // namespace relevance

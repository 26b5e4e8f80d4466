// f(x) = ‖x−μ‖ − 1 expanded at a root point (scenario taylor-rbf). Any dimension; drawn in two.

#include "base/error.hpp"
#include "explain/taylor.hpp"
#include "lab/experiment.hpp"
#include "lab/views.hpp"

namespace relevance {
namespace {

constexpr double kReach = 4;  // of the stage, in both directions
constexpr Index kSide = 160;

class TaylorRbf : public Experiment {
 public:
  explicit TaylorRbf(const Config&);
  const std::vector<Control>& controls() const override { return controls_; }
  Frame run(const Values& values) override;
  std::map<std::string, Quantity> measure(const Values& values) override;

 private:
  struct Question {  // what is asked, read from the controls
    Vector<double> mu, x;
    bool free = false;
    std::optional<Vector<double>> root;
    std::optional<Expansion> expansion;
  };
  Question ask(const Values& values) const;
  void add_pictures(Frame& frame, const Question& q);
  std::vector<Control> controls_;
  std::vector<double> shown_mu_;  // whose field the page has
};

Control point(const char* name, Text label, double x, double y) {
  return {.name = name,
          .kind = ControlKind::point,
          .label = std::move(label),
          .initial = Array{{2}, {x, y}},
          .low = -kReach,
          .high = kReach,
          .step = 0.05,
          .section = "input"};
}

TaylorRbf::TaylorRbf(const Config&) {
  controls_ = {point("mu", {"Centre μ", "Zentrum μ"}, -1, -0.5),
               point("x", {"Data point x", "Datenpunkt x"}, 2, 1.5)};
  controls_.push_back(
      {.name = "root",
       .kind = ControlKind::choice,
       .label = {"Expansion point x̃", "Entwicklungspunkt x̃"},
       .initial = std::string("segment"),
       .options = {{"segment", {"the root between μ and x", "die Nullstelle zwischen μ und x"}},
                   {"free", {"free", "frei"}}},
       .section = "explanation"});
  controls_.push_back(point("root_point", {"x̃, if free", "x̃, falls frei"}, 0.5, 1.5));
  controls_.back().section = "explanation";
}

Vector<double> vector_of(const Values& values, const std::string& name) {
  const Array& a = array(values, name);
  return Eigen::Map<const Vector<double>>(a.values.data(), Index(a.values.size()));
}

Quantity quantity(const Vector<double>& v) { return {{v.size()}, {v.data(), v.data() + v.size()}}; }
Quantity quantity(double v) { return {{}, {v}}; }

/// Where f has no root on the segment, or no gradient at the expansion point.
Error obstacle(bool free, double f) {
  if (free)
    return Error("no-gradient", "x̃ lies on μ, where f has its tip and no gradient: move it away",
                 {{"control", "root_point"}});
  return Error("no-root",
               "f(x) is " + std::to_string(f) +
                   ", below 0: no root lies between μ and x, expected ‖x−μ‖ ≥ 1",
               {{"control", "x"}, {"given", std::to_string(f)}});
}

TaylorRbf::Question TaylorRbf::ask(const Values& values) const {
  Question q;
  q.mu = vector_of(values, "mu");
  q.x = vector_of(values, "x");
  q.free = word(values, "root") == "free";
  if (q.mu.size() == 0)
    throw Error("shape-mismatch", "taylor-rbf: mu has no element, expected at least one",
                {{"control", "mu"}, {"name", "mu"}, {"given", "0"}, {"expected", "1 or more"}});
  check_size("taylor-rbf", "x", q.x.size(), q.mu.size());
  q.root = q.free ? std::optional(vector_of(values, "root_point")) : cone_root(q.x, q.mu);
  if (!q.root) return q;
  check_size("taylor-rbf", "root_point", q.root->size(), q.mu.size());
  const Differentiable f = cone(q.mu);
  if (f.gradient(*q.root)) q.expansion = expand(f, q.x, *q.root);
  return q;
}

std::map<std::string, Quantity> quantities(const Vector<double>& root, const Expansion& e) {
  return {{"root", quantity(root)},
          {"R", quantity(e.relevance)},
          {"sum", quantity(e.relevance.sum())},
          {"f_root", quantity(e.f_root)},
          {"remainder", quantity(e.remainder)},
          {"f", quantity(e.f)}};
}

std::map<std::string, Quantity> TaylorRbf::measure(const Values& values) {
  const Question q = ask(values);
  if (!q.expansion) throw obstacle(q.free, cone(q.mu).value(q.x));
  return quantities(*q.root, *q.expansion);
}

void add_checks(Frame& frame, const Vector<double>& x, const Vector<double>& mu,
                const Vector<double>& root, const Expansion& e, bool free) {
  // ‖x−μ‖ − u·(x−μ), u the direction of the gradient: the remainder in closed form
  const double closed = (x - mu).norm() - cone(mu).gradient(root)->dot(x - mu);
  frame.checks.push_back(
      make_check("expansion", {"f(x̃) + ΣR + remainder = f(x)", "f(x̃) + ΣR + Restglied = f(x)"},
                 e.f_root + e.relevance.sum() + closed, e.f, 1e-9));
  Check conserved =
      make_check("conservation", {"ΣR = f(x)", "ΣR = f(x)"}, e.relevance.sum(), e.f, 1e-9);
  if (free && conserved.status == CheckStatus::fails) {
    conserved.status = CheckStatus::not_claimed;
    conserved.reason = {"Only a root in the direction of x leaves no rest.",
                        "Nur eine Nullstelle in Richtung von x lässt keinen Rest."};
  }
  frame.checks.push_back(conserved);
  frame.checks.push_back(make_check("remainder",
                                    {"remainder ≥ 0 (f is convex)", "Restglied ≥ 0 (f ist konvex)"},
                                    std::min(e.remainder, 0.0), 0, 1e-9));
}

Frame TaylorRbf::run(const Values& values) {
  const Question q = ask(values);
  Frame frame;
  if (q.expansion) {
    frame.quantities = quantities(*q.root, *q.expansion);
    add_checks(frame, q.x, q.mu, *q.root, *q.expansion, q.free);
  } else {
    frame.quantities["f"] = quantity(cone(q.mu).value(q.x));
    frame.problem = obstacle(q.free, cone(q.mu).value(q.x));
  }
  if (!q.free)
    frame.disabled.push_back(
        {"root_point", {"x̃ is the root on the segment.", "x̃ ist die Nullstelle auf der Strecke."}});
  if (q.mu.size() == 2) add_pictures(frame, q);
  return frame;
}

Picture cone_map(const Differentiable& f) {
  Picture map{{kSide, kSide}, {}};
  map.values.reserve(size_t(kSide * kSide));
  for (Index row = 0; row < kSide; ++row)
    for (Index column = 0; column < kSide; ++column)
      map.values.push_back(
          float(f.value(Eigen::Vector2d(kReach * (2 * (double(column) + 0.5) / kSide - 1),
                                        kReach * (2 * (double(row) + 0.5) / kSide - 1)))));
  return map;
}

void TaylorRbf::add_pictures(Frame& frame, const Question& q) {
  const auto& [mu, x, free, root, expansion] = q;
  const std::vector<double> centre(mu.data(), mu.data() + 2);
  const bool kept = centre == shown_mu_;
  View field{.kind = "field", .id = "field", .title = {}};
  if (!kept) field = field_view("field", {}, cone_map(cone(mu)));
  field.title = {"f(x) = ‖x−μ‖ − 1", "f(x) = ‖x−μ‖ − 1"};
  field.unchanged = kept;
  shown_mu_ = centre;
  Array points{{2, 2}, {mu[0], mu[1], x[0], x[1]}};
  std::vector<std::string> labels = {"\\mu", "x"}, sets = {"mu", "x"}, terms = {"mu", "x"};
  Array arrows{{0, 4}, {}};
  std::vector<std::string> arrow_terms;
  if (root) {
    points.shape[0] = 3;
    points.values.insert(points.values.end(), {(*root)[0], (*root)[1]});
    labels.push_back("\\tilde x");
    sets.push_back(free ? "root_point" : "");
    terms.push_back("root");
    arrows = {{3, 4},
              {mu[0], mu[1], x[0], x[1],                  // the segment
               (*root)[0], (*root)[1], x[0], (*root)[1],  // its first component
               x[0], (*root)[1], x[0], x[1]}};            // and its second
    arrow_terms = {"segment", "x1", "x2"};
  }
  field.fields["x_range"] = Array{{2}, {-kReach, kReach}};
  field.fields["y_range"] = Array{{2}, {-kReach, kReach}};
  field.fields["levels"] = Array{{6}, {-0.5, 0, 1, 2, 3, 4}};
  field.fields["zero"] = 0.0;
  field.fields["points"] = points;
  field.fields["point_labels"] = labels;
  field.fields["point_controls"] = sets;
  field.fields["point_terms"] = terms;
  field.fields["arrows"] = arrows;
  field.fields["arrow_terms"] = arrow_terms;
  field.group = "main";
  field.caption = {expansion ? "taylor" : "taylor_none",
                   {{"f", frame.quantities.at("f").values[0]}}};
  frame.views.push_back(std::move(field));
  if (!expansion) return;
  const Vector<double>& R = expansion->relevance;
  View bars =
      bars_view("parts", {"Where f(x) comes from", "Woher f(x) kommt"},
                {"f(x̃)", "R₁", "R₂", "remainder", "f(x)"},
                {{5}, {expansion->f_root, R[0], R[1], expansion->remainder, expansion->f}}, -1);
  bars.group = "parts";
  bars.fields["terms"] = std::vector<std::string>{"root", "x1", "x2", "remainder", "x"};
  frame.views.push_back(std::move(bars));
}

}  // namespace

RELEVANCE_EXPERIMENT("taylor-rbf", TaylorRbf)

}  // namespace relevance

// Outliers and clusters of the plane, explained through their neural form (scenario one-class-2d).
//
// Configuration: `table` a CSV asset with at least two columns, the fourth data set beside moons,
// rings and blobs; `table_label`, `table_label_de` its name.

#include "base/error.hpp"
#include "experiments/anomalies/anomaly_controls.hpp"
#include "experiments/anomalies/one_class_2d_views.hpp"
#include "experiments/anomalies/plane_data.hpp"
#include "experiments/anomalies/plane_network.hpp"
#include "experiments/shared/config.hpp"
#include "experiments/shared/sections.hpp"
#include "io/csv.hpp"
#include "lab/inputs.hpp"
#include "lab/still.hpp"

namespace relevance {
namespace {

constexpr double kSpread = 1.2;  // standard deviation of a table's columns on the stage
constexpr Index kMostPoints = 300;
const Text kData{"Data", "Daten"};

struct OneClass2d {
  struct Solution {
    std::shared_ptr<const AnomalyModel> model;
    Key key;
    Matrix<double> points;
    Vector<double> x;
    double gamma = 1;  ///< of kernel models
    AnomalyExplanation e;
    Vector<double> distances;  ///< ‖x − u_i‖², of kernel models
  };

  explicit OneClass2d(const Config& config)
      : table_asset(text_of(config, "table")),
        data{{.name = "data",
              .label = {"Data set", "Datensatz"},
              .help = {"Points of your own take its place until you choose another.",
                       "Eigene Punkte treten an seine Stelle, bis du einen anderen wählst."},
              .options = {{"moons", {"two moons", "zwei Monde"}},
                          {"rings", {"rings", "Ringe"}},
                          {"blobs", {"blobs", "Haufen"}},
                          {"table",
                           {text_of(config, "table_label"), text_of(config, "table_label_de")}}},
              .section = kData,
              .resets = {"points"}}} {}

  std::string table_asset;
  Matrix<double> table;
  Choice data;
  Numbers points{
      ControlKind::point_set,
      {.name = "points",
       .label = {"Points", "Punkte"},
       .help = {"None of your own: those of the data set.", "Keine eigenen: die des Datensatzes."},
       .initial = Array{{0, 2}, {}},
       .low = -kPlaneReach,
       .high = kPlaneReach,
       .most = 2 * kMostPoints,
       .section = kData}};
  Point x{"x", {"Point to explain x", "Zu erklärender Punkt x"}, {0.4, 1.1}, kPlaneReach, kInput};
  AnomalyControls kind{{
      .gamma = 1,
      .nu = 0.2,
      .clusters = 3,
      .softest = 0.01,
      .stiffest = 1e4,
      .most_clusters = 6,
      .density_help = {"Kernel density: every point with the same weight",
                       "Kerndichte: jeder Punkt mit gleichem Gewicht"},
      .gamma_help = {"Narrow kernels, and a hard minimum, for large γ.",
                     "Schmale Kerne und ein hartes Minimum bei großem γ."},
      .nu_help = {"At most this share of the points lies outside, at least this share are support "
                  "vectors.",
                  "Höchstens dieser Anteil der Punkte liegt außerhalb, mindestens dieser Anteil "
                  "sind Stützvektoren."},
  }};

  std::vector<Control> controls() const {
    std::vector<Control> all = {data, points, x};
    for (Control& control : kind.list()) all.push_back(std::move(control));
    return all;
  }
  Strings needs() const { return table.size() == 0 ? Strings{table_asset} : Strings{}; }
  void provide(const std::string& name, ByteView bytes) {
    if (name != table_asset) detail::fail_unneeded_asset(name);
    const Matrix<double> rows = read_csv(bytes).values;
    check_range("one-class-2d", "the number of columns of " + name, double(rows.cols()), 2, 1e6);
    check_range("one-class-2d", "the number of rows of " + name, double(rows.rows()), 1,
                double(kMostPoints));
    table = standardised(rows.leftCols(2).transpose(), kSpread);
  }

  Idle idle(const Values& values) const { return kind.idle(values); }

  Matrix<double> chosen_points(const Values& values) const {
    const Array& own = points(values);
    if (!own.values.empty())
      return Eigen::Map<const Matrix<double>>(own.values.data(), 2, Index(own.values.size()) / 2);
    return data.is(values, "table") ? table : plane_data(data(values));
  }

  Solution solve(const Values& values) const {
    Solution s;
    s.points = chosen_points(values);
    s.x = x.in_plane(values);
    const AnomalyQuestion question = kind.question(values);
    s.key = question.key() + key_of(s.points);
    s.model = fitted(s.key,
                     [&] { return std::make_shared<const AnomalyModel>(fit(question, s.points)); });
    s.e = s.model->explain(s.x);
    s.gamma = question.gamma;
    if (!s.model->is_k_means())
      s.distances = (s.model->centres().colwise() - s.x).colwise().squaredNorm();
    return s;
  }

  void quantities(const Solution& s, Quantities& q) const {
    const AnomalyExplanation& e = s.e;
    q("o", e.o)("h", e.h)("min_h", e.m)("lower_bound", e.bound)("gap", e.m - e.o);
    q("M", double(e.h.size()))("p", e.p)("R_support", e.R_support)("R", e.R)("sum", e.R.sum());
    if (s.model->is_k_means()) {
      const Matrix<double>& centres = s.model->centres();
      q("f", e.m)("cluster", double(e.cluster + 1))("centres", Matrix<double>(centres.transpose()));
      q("mu_own", Vector<double>(centres.col(e.cluster)));
      q("mu_other", Vector<double>(centres.col(e.cluster == 0 ? 1 : 0)));
      q("inertia", s.model->clusters()->inertia);
      return;
    }
    q("f", std::exp(s.model->log_f(e.o)))("alpha", s.model->alpha())("gamma", s.gamma);
    q("support", Matrix<double>(s.model->centres().transpose()))("distances", s.distances);
    if (!s.model->svm()) return;
    q("rho", s.model->svm()->rho)("duality_gap", s.model->svm()->duality_gap);
  }

  void checks(const Solution& s, Checks& out) const {
    const AnomalyExplanation& e = s.e;
    if (!s.model->is_k_means()) {
      double f = 0;
      for (Index i = 0; i < e.h.size(); ++i)
        f += s.model->alpha()[i] * std::exp(-s.model->stiffness() * s.distances[i]);
      out.equal("two-layers", "o = −γ⁻¹ log f", e.o, -std::log(f) / s.model->stiffness())
          .unclaimed_if(f < 1e-290, {"f is too small for a computer's numbers; o is not.",
                                     "f ist zu klein für die Zahlen des Rechners; o nicht."});
    }
    out.equal("layer-2", s.model->is_k_means() ? Text("ΣRₖ = f") : Text("ΣRᵢ = o"),
              e.R_support.sum(), e.start);
    add_anomaly_checks(*s.model, e, out);
  }

  void views(const Solution& s, Views& out) const {
    const ExplainedPlane plane{*s.model, s.key, s.points, s.x, s.e};
    const Index cluster = std::max<Index>(s.e.cluster, 0);
    const Array& shared =
        levels(s.key + key_of(cluster), [&] { return field_levels(*s.model, cluster); });
    add_fields(plane, s.model, shared, out);
    add_neurons(plane, out);
    add_shares(plane, out);
    add_limit(plane, s.model->is_k_means() ? "beta" : "gamma", out);
  }

  mutable Memo<std::shared_ptr<const AnomalyModel>> fitted;
  mutable Memo<Array> levels;
};

}  // namespace

RELEVANCE_EXPERIMENT("one-class-2d", Still<OneClass2d>)

}  // namespace relevance

#pragma once
// The pictures an experiment shows, as plain structs: what a kind needs has no default, and
// leaving it out does not compile. Their fields stand once more in lab/view_table.cpp, from which
// the boundary encodes them and the page's types are generated.
//
//   out.add({.id = "parts", .title = {"Parts", "Teile"}}, Bars{.labels = names, .values = R});

#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/text.hpp"
#include "lab/key.hpp"

namespace relevance {

using Texts = std::vector<Text>;
using Strings = std::vector<std::string>;

/// A picture's numbers, row-major, in single precision.
struct Picture {
  Shape shape;
  std::vector<float> values;
};

/// A heavy picture: computed and sent only where the page has not the one of this key. With a
/// coarse version that one comes at once, and the fine one when there is time.
struct Keyed {
  Key key;
  std::function<Picture()> make;
  std::function<Picture()> coarse = {};
};
/// A picture that is at hand, or one to be made.
using PictureField = std::variant<Picture, Keyed>;

/// A number or a word of a caption.
struct Param {
  Param(const char* name, double number);
  Param(const char* name, std::string word);
  const char* name;
  std::variant<double, std::string> value;
};

/// What stands under a view's title: `{name}` stands for a number or word of `params`, with
/// `{name:percent}` and `{name:signed}` for how a number is written.
struct Caption {
  Text text;
  struct Params : std::map<std::string, std::variant<double, std::string>> {
    Params() = default;
    Params(std::initializer_list<Param> list);
  } params = {};
};

/// What every view has.
struct ViewHead {
  std::string id;
  Text title = {};
  Caption caption = {};
  std::string group = {};        ///< views of one group stand side by side
  std::string scale_group = {};  ///< views of one scale group share a colour scale
  std::string sets = {};         ///< the control that a click or drag on it changes
};

struct ImageView {
  PictureField pixels;
};

struct Heatmap {
  PictureField values;
  std::optional<Picture> underlay = {};
};

struct Bars {
  Strings labels;
  Array values;
  double selected = -1;
  bool relevance = false;  ///< drawn in the colours of relevance, by sign
  std::optional<Array> probabilities = {};
  Strings terms = {};
};

struct Maps {
  Picture values;
  double total;
  Text rule;
  double absorbed;
  Array by_cause;
};

struct Strip {
  PictureField images;
  Strings labels;
  Array indices;
  std::optional<Array> flagged = {}, predictions = {};
  Strings also = {};
  std::optional<Array> also_values = {};
};

struct Curves {
  Array x;
  Texts names;
  Array values;
  Text label_x, label_y;
  std::optional<double> marker = {};
  std::optional<Array> band = {};
  bool log_x = false, log_y = false;
};

struct Table {
  Texts columns;
  Texts rows;
  Array values;
};

struct NetworkView {
  Strings labels;
  Array columns, activations, relevances, reached;
  Strings node_terms;
  Array from, to, weights, flows, flowing;
  Strings edge_terms;
  std::optional<double> step = {};
  std::optional<Strings> edge_labels = {};
  std::optional<Array> biases = {};
  bool wide = false;
};

struct Plane {
  PictureField values;
  Array x_range, y_range;
  std::string x_control, y_control;
  std::string x_label, y_label;
  Array point;
};

/// A place of a field or point set with its name and the control that moves it.
struct Marked {
  double x, y;
  std::string label;         ///< LaTeX
  std::string control = {};  ///< "" fixed
  std::string term = {};
};

struct Field {
  PictureField values;
  Array x_range, y_range;
  Array levels;
  std::optional<double> zero = {};
  Array points = {{0, 2}, {}};
  Strings point_labels = {}, point_controls = {}, point_terms = {};
  Array arrows = {{0, 4}, {}};
  Strings arrow_terms = {};
  Array path = {{0, 2}, {}};
  Array ellipses = {{0, 6}, {}};
  Strings ellipse_terms = {};
  Array set = {{0, 2}, {}};
  Array set_kinds = {{0}, {}};
  Texts set_names = {};
  std::string set_control = {};

  void add(const Marked& point);
};

struct Prototypes {
  Picture images;
  Texts rows;
  Strings columns;
  Array scales;
  Array selected;
  std::string row_control = {};
  Strings row_values = {};
  std::optional<Array> values = {};
  Text value_label = {};
  bool percent = false;
  std::optional<Array> marks = {};
};

struct Spectrum {
  Array values;
  Text label;
  std::optional<double> floor = {};
};

struct Trajectory {
  Array x_range, y_range;
  Array field;
  Array paths;
  Array starts;
  Text label_x, label_y;
  Array points = {{0, 2}, {}};
  Strings point_labels = {}, point_controls = {};
};

struct MatrixView {
  PictureField values;
  Strings rows, columns;
  std::optional<Array> row_sums = {}, column_sums = {};
  Text label_rows = {}, label_columns = {};
  Strings entry_values = {};
  double selected = -1;
};

struct Series {
  Texts names;
  Array values;
  Text label_x, label_y;
  double first = 0;
  std::optional<double> marker = {};
};

struct Connections {
  Picture left, right;
  double patch;
  Array from, to, strengths;
  std::optional<Array> left_sums = {}, right_sums = {};
  std::optional<Array> left_partners = {}, left_strengths = {};
  std::optional<Array> right_partners = {}, right_strengths = {};
  Text label = {};
};

struct PointSets {
  Array points;
  Array sets;
  Texts names;
  Array x_range, y_range;
  std::string control = {};
  Text label_x = {}, label_y = {};
};

using ViewBody =
    std::variant<ImageView, Heatmap, Bars, Maps, Strip, Curves, Table, NetworkView, Plane, Field,
                 Prototypes, Spectrum, Trajectory, MatrixView, Series, Connections, PointSets>;

struct View : ViewHead {
  ViewBody body;
  Strings kept = {};  ///< names of fields that the page has already: left out
};

/// What an experiment adds its views to, in the order of the page.
class Views {
 public:
  void add(ViewHead head, ViewBody body) {
    list.push_back({{std::move(head)}, std::move(body), {}});
  }
  std::vector<View> list;
};

}  // namespace relevance

#include "lab/views.hpp"

namespace relevance {

View image_view(std::string id, Text title, Picture pixels) {
  View view{.kind = "image", .id = std::move(id), .title = std::move(title)};
  view.fields["pixels"] = std::move(pixels);
  return view;
}

View heatmap_view(std::string id, Text title, Picture values, Picture underlay) {
  View view{.kind = "heatmap", .id = std::move(id), .title = std::move(title)};
  view.fields["values"] = std::move(values);
  if (!underlay.values.empty()) view.fields["underlay"] = std::move(underlay);
  return view;
}

View bars_view(std::string id, Text title, std::vector<std::string> labels, Array values,
               Index selected) {
  View view{.kind = "bars", .id = std::move(id), .title = std::move(title)};
  view.fields["labels"] = std::move(labels);
  view.fields["values"] = std::move(values);
  view.fields["selected"] = double(selected);
  return view;
}

View maps_view(std::string id, Text title, Picture values, double total) {
  View view{.kind = "maps", .id = std::move(id), .title = std::move(title)};
  view.fields["values"] = std::move(values);
  view.fields["total"] = total;
  return view;
}

View strip_view(std::string id, Text title, Picture images, std::vector<std::string> labels,
                Array indices) {
  View view{.kind = "strip", .id = std::move(id), .title = std::move(title)};
  view.fields["images"] = std::move(images);
  view.fields["labels"] = std::move(labels);
  view.fields["indices"] = std::move(indices);
  return view;
}

View curves_view(std::string id, Text title, Array x, std::vector<Text> names, Array values) {
  View view{.kind = "curves", .id = std::move(id), .title = std::move(title)};
  view.fields["x"] = std::move(x);
  view.fields["names"] = std::move(names);
  view.fields["values"] = std::move(values);
  return view;
}

View table_view(std::string id, Text title, std::vector<Text> columns, std::vector<Text> rows,
                Array values) {
  View view{.kind = "table", .id = std::move(id), .title = std::move(title)};
  view.fields["columns"] = std::move(columns);
  view.fields["rows"] = std::move(rows);
  view.fields["values"] = std::move(values);
  return view;
}

View network_view(std::string id, Text title) {
  return {.kind = "network", .id = std::move(id), .title = std::move(title)};
}

View plane_view(std::string id, Text title, Picture values) {
  View view{.kind = "plane", .id = std::move(id), .title = std::move(title)};
  view.fields["values"] = std::move(values);
  return view;
}

View field_view(std::string id, Text title, Picture values) {
  View view{.kind = "field", .id = std::move(id), .title = std::move(title)};
  view.fields["values"] = std::move(values);
  return view;
}

View prototypes_view(std::string id, Text title, Picture images, std::vector<Text> rows,
                     std::vector<std::string> columns) {
  View view{.kind = "prototypes", .id = std::move(id), .title = std::move(title)};
  view.fields["images"] = std::move(images);
  view.fields["rows"] = std::move(rows);
  view.fields["columns"] = std::move(columns);
  return view;
}

}  // namespace relevance

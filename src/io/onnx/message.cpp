#include "io/onnx/message.hpp"

namespace relevance::onnx {

void add_initializer(std::string& graph, const std::string& name, const Dims& dims, int type,
                     const void* data, size_t bytes) {
  std::string tensor;
  pbf_writer out(tensor);
  for (const int64_t dim : dims) out.add_int64(1, dim);
  out.add_int32(2, type);
  out.add_string(8, name);
  out.add_bytes(9, static_cast<const char*>(data), bytes);
  pbf_writer(graph).add_message(5, tensor);
}

std::string value_info(const std::string& name, int type, const Dims& dims) {
  std::string shape;
  const auto add_dimension = [&](auto write) {
    std::string dimension;
    pbf_writer out(dimension);
    write(out);
    pbf_writer(shape).add_message(1, dimension);
  };
  add_dimension([](pbf_writer& out) { out.add_string(2, "N"); });
  for (const int64_t size : dims) add_dimension([&](pbf_writer& out) { out.add_int64(1, size); });
  std::string tensor, description, info;
  pbf_writer(tensor).add_int32(1, type);
  pbf_writer(tensor).add_message(2, shape);
  pbf_writer(description).add_message(1, tensor);
  pbf_writer(info).add_string(1, name);
  pbf_writer(info).add_message(2, description);
  return info;
}

}  // namespace relevance::onnx

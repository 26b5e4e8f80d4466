#pragma once
// Parts of an ONNX file on their way out, on top of protozero.

#include <protozero/pbf_writer.hpp>
#include <string>

#include "io/onnx/proto.hpp"

namespace relevance::onnx {

using protozero::pbf_writer;
using Dims = std::vector<int64_t>;

/// An operator: appended to the graph when it goes out of scope.
class Op {
 public:
  Op(std::string& graph, const std::string& name, const char* type,
     const std::vector<std::string>& inputs)
      : graph_(graph) {
    pbf_writer out(data_);
    for (const auto& input : inputs) out.add_string(1, input);
    out.add_string(2, name);
    out.add_string(3, name);
    out.add_string(4, type);
  }
  Op(const Op&) = delete;
  ~Op() { pbf_writer(graph_).add_message(1, data_); }
  Op& real(const char* name, double x) {
    return attribute(name, kFloatAttribute, [&](pbf_writer& out) { out.add_float(2, float(x)); });
  }
  Op& integer(const char* name, int64_t x) {
    return attribute(name, kIntAttribute, [&](pbf_writer& out) { out.add_int64(3, x); });
  }
  Op& integers(const char* name, const Dims& x) {
    return attribute(name, kIntsAttribute, [&](pbf_writer& out) {
      for (const int64_t value : x) out.add_int64(8, value);
    });
  }

 private:
  enum AttributeType { kFloatAttribute = 1, kIntAttribute = 2, kIntsAttribute = 7 };
  template <class F>
  Op& attribute(const char* name, AttributeType type, F write) {
    std::string data;
    pbf_writer out(data);
    out.add_string(1, name);
    write(out);
    out.add_int32(20, type);
    pbf_writer(data_).add_message(5, data);
    return *this;
  }

  std::string& graph_;
  std::string data_;
};

/// Appends a tensor with raw data to a graph.
void add_initializer(std::string& graph, const std::string& name, const Dims& dims, int type,
                     const void* data, size_t bytes);

/// A ValueInfoProto whose shape has the symbolic batch axis "N" in front.
std::string value_info(const std::string& name, int type, const Dims& dims);

}  // namespace relevance::onnx

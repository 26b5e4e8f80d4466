// IDX, NPY and whole files.
#include <catch2/catch.hpp>
#include <cstring>

#include "base/error.hpp"
#include "io/file.hpp"
#include "io/idx.hpp"
#include "io/npy.hpp"
#include "support/code_of.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

Bytes npy(const std::string& header, const Bytes& data, int version = 1) {
  Bytes bytes{0x93, 'N', 'U', 'M', 'P', 'Y', uint8_t(version), 0};
  bytes.push_back(uint8_t(header.size()));
  bytes.push_back(uint8_t(header.size() >> 8));
  if (version > 1) bytes.push_back(0), bytes.push_back(0);
  bytes.insert(bytes.end(), header.begin(), header.end());
  bytes.insert(bytes.end(), data.begin(), data.end());
  return bytes;
}

template <class T>
Bytes raw(const std::vector<T>& values) {
  Bytes bytes(values.size() * sizeof(T));
  std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

std::string digits(const char* name) {
  return std::string(RELEVANCE_ROOT) + "/examples/data/digits/" + name;
}

}  // namespace

TEST_CASE("idx: images are columns with values 0 to 1", "[idx]") {
  const auto images =
      read_idx_images(Bytes{0, 0,  8,   3,   0,   0,  0, 2, 0, 0, 0, 1, 0, 0, 0, 3,  //
                            0, 51, 255, 102, 153, 204});
  REQUIRE(images.shape == Shape{1, 3});
  Matrix<float> expected(3, 2);
  expected << 0, 0.4f, 0.2f, 0.6f, 1, 0.8f;
  REQUIRE(images.pixels.isApprox(expected, 1e-6f));
}

TEST_CASE("idx: the digits of the examples are read", "[idx]") {
  const auto images = read_idx_images(read_file(digits("test-images.idx3-ubyte")));
  const auto labels = read_idx_labels(read_file(digits("test-labels.idx1-ubyte")));
  REQUIRE(images.shape == Shape{20, 20});
  REQUIRE(images.pixels.cols() == 500);
  REQUIRE(labels.size() == 500);
  REQUIRE(images.pixels.maxCoeff() == 1.0f);
  for (const int label : labels) REQUIRE((label >= 0 && label <= 9));
}

TEST_CASE("idx: a header that promises more than the file holds is refused", "[idx]") {
  Bytes file{0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 7};
  REQUIRE(code_of([&] { read_idx_images(file); }) == "");
  for (size_t n = 0; n < file.size(); ++n)
    REQUIRE(code_of([&] { read_idx_images(ByteView(file).first(n)); }) == "bad-data");
  file[4] = 0xff;
  REQUIRE(code_of([&] { read_idx_images(file); }) == "bad-data");
  for (size_t i = 4; i < 16; ++i) file[i] = 0xff;
  REQUIRE(code_of([&] { read_idx_images(file); }) == "bad-data");
  REQUIRE(code_of([&] { read_idx_labels(Bytes{0, 0, 8, 1, 0, 0, 0, 2, 5}); }) == "bad-data");
  REQUIRE(code_of([&] { read_idx_labels(Bytes{0, 0, 13, 1, 0, 0, 0, 1, 5}); }) == "bad-data");
  REQUIRE(read_idx_labels(Bytes{0, 0, 8, 1, 0, 0, 0, 1, 5}) == std::vector<int>{5});
}

TEST_CASE("npy: floats, integers and booleans in either order", "[npy]") {
  const std::string shape = " 'shape': (2, 3), }\n";
  auto a = read_npy(
      npy("{'descr': '<f4', 'fortran_order': False," + shape, raw<float>({1, 2, 3, 4, 5, 6.5f})));
  REQUIRE(a.shape == Shape{2, 3});
  REQUIRE(a.values == std::vector<double>{1, 2, 3, 4, 5, 6.5});
  REQUIRE_FALSE(a.bytes);
  a = read_npy(
      npy("{'descr': '<f8', 'fortran_order': True," + shape, raw<double>({1, 4, 2, 5, 3, 6}), 2));
  REQUIRE(a.values == std::vector<double>{1, 2, 3, 4, 5, 6});
  a = read_npy(npy("{'descr': '|u1', 'fortran_order': False," + shape, {0, 1, 2, 3, 4, 255}, 3));
  REQUIRE(a.values.back() == 255);
  REQUIRE(a.bytes);
  a = read_npy(npy("{'descr': '<i8', 'fortran_order': False, 'shape': (), }", raw<int64_t>({-7})));
  REQUIRE(a.shape.empty());
  REQUIRE(a.values == std::vector<double>{-7});
  a = read_npy(npy("{'descr': '|b1', 'fortran_order': False, 'shape': (2,), }", {0, 1}));
  REQUIRE(a.values == std::vector<double>{0, 1});
}

TEST_CASE("npy: what is written is read again, aligned as NumPy writes it", "[npy]") {
  for (const auto& shape : {Shape{2, 3}, Shape{6}, Shape{1, 2, 3}}) {
    const std::vector<float> values{0, -1.5f, 2, 1e-30f, 0.1f, 6};
    const Bytes bytes = write_npy(shape, values);
    REQUIRE((bytes.size() - 6 * sizeof(float)) % 64 == 0);
    const NpyArray array = read_npy(bytes);
    REQUIRE(array.shape == shape);
    REQUIRE(array.values == std::vector<double>(values.begin(), values.end()));
  }
  REQUIRE(read_npy(write_npy({}, {7})).values == std::vector<double>{7});
  REQUIRE(code_of([] { write_npy({2}, {1}); }) == "shape-mismatch");
}

TEST_CASE("npy: malformed files are refused", "[npy]") {
  const auto code = [](const std::string& header, const Bytes& data) {
    return code_of([&] { read_npy(npy(header, data)); });
  };
  const std::string f4 = "{'descr': '<f4', 'fortran_order': False, 'shape': ";
  REQUIRE(code(f4 + "(1,)}", raw<float>({1})) == "");
  REQUIRE(code(f4 + "(2,)}", raw<float>({1})) == "bad-data");
  REQUIRE(code(f4 + "(99999999999, 99999999999)}", raw<float>({1})) == "bad-data");
  REQUIRE(code(f4 + "(99999999999999999999999)}", raw<float>({1})) == "bad-data");
  REQUIRE(code(f4 + "(4294967296, 0)}", {}) == "bad-data");
  REQUIRE(code(f4 + "(-1,)}", raw<float>({1})) == "bad-data");
  REQUIRE(code(f4 + "(1", raw<float>({1})) == "bad-data");
  REQUIRE(code("{'descr': '>f4', 'fortran_order': False, 'shape': (1,)}", raw<float>({1})) ==
          "bad-data");
  REQUIRE(code("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}",
               raw<float>({1})) == "bad-data");
  REQUIRE(code("{}", {}) == "bad-data");
  const Bytes whole = npy(f4 + "(3,)}", raw<float>({1, 2, 3}));
  for (size_t n = 0; n < whole.size(); ++n)
    REQUIRE(code_of([&] { read_npy(ByteView(whole).first(n)); }) == "bad-data");
}

TEST_CASE("file: a missing file and a folder are errors", "[file]") {
  REQUIRE(code_of([] { read_file(digits("nothing-here")); }) == "file-missing");
  REQUIRE(code_of([] { read_file(digits("")); }) == "file-missing");
}

TEST_CASE("idx: a file without an item is refused") {
  REQUIRE(code_of([] {
            read_idx_images(Bytes{0, 0, 8, 3, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 2});
          }) == "bad-data");
  REQUIRE(code_of([] { read_idx_labels(Bytes{0, 0, 8, 1, 0, 0, 0, 0}); }) == "bad-data");
}

// Who wrote what is compiled into the engine. Header-only libraries and runtimes: no bundler sees them.
// tests/web/notices.test.mjs holds the list against the includes in src/.

const MIT = (holder) => `Copyright ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const BSD_2 = (holder) => `Copyright ${holder}

Redistribution and use in source and binary forms, with or without modification, are permitted provided that the
following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following
   disclaimer.
2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following
   disclaimer in the documentation and/or other materials provided with the distribution.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES,
INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT OWNER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES;
LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS
SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.`;

const EIGEN = `Copyright 2006-2013 Benoit Jacob, 2008-2013 Gael Guennebaud, 2007 Michael Olbrich, 2008 Konstantinos Margaritis
and the other authors of Eigen

This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0, which can be had at
https://mozilla.org/MPL/2.0/. Eigen is used unchanged, with EIGEN_MPL2_ONLY; its source is at
https://gitlab.com/libeigen/eigen.`;

const EIGEN_FFT = `Copyright 2003-2009 Mark Borgerding, 2009 the authors of Eigen

The Fourier transform of Eigen's unsupported modules, which follows kissfft. ${EIGEN.slice(EIGEN.indexOf('This Source'))}`;

const LLVM = `Copyright the LLVM project's contributors

Licensed under the Apache License, Version 2.0, with LLVM Exceptions (SPDX: Apache-2.0 WITH LLVM-exception), which can be
had at https://llvm.org/LICENSE.txt.`;

/** `include`: the folder under which its headers are included in src/; '' for what comes with the compiler. */
export const ENGINE_NOTICES = [
  { name: 'Eigen', include: 'Eigen', licence: 'MPL-2.0', text: EIGEN },
  { name: 'Eigen, FFT', include: 'unsupported', licence: 'MPL-2.0', text: EIGEN_FFT },
  { name: 'JSON for Modern C++', include: 'nlohmann', licence: 'MIT',
    text: MIT('2013-2022 Niels Lohmann, 2009 Florian Loitsch, 2008-2009 Bjoern Hoehrmann') },
  { name: 'protozero', include: 'protozero', licence: 'BSD-2-Clause', text: BSD_2('Mapbox') },
  { name: 'Emscripten', include: '', licence: 'MIT', text: MIT('2010-2014 Emscripten authors, see https://emscripten.org') },
  { name: 'musl libc', include: '', licence: 'MIT', text: MIT('2005-2020 Rich Felker, et al.') },
  { name: 'libc++, libc++abi, compiler-rt', include: '', licence: 'Apache-2.0 WITH LLVM-exception', text: LLVM },
];

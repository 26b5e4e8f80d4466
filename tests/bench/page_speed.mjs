export async function bench_page() {}

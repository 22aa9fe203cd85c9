// Plain files, like the other consumers.
export default { output: 'export', distDir: 'dist' };

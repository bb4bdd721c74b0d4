package dev.netstock.templates;

/**
 * A method as bytecode names it.
 *
 * @param owner the class, with slashes
 * @param descriptor its parameters and what it returns
 */
record MethodName(String owner, String name, String descriptor) {}

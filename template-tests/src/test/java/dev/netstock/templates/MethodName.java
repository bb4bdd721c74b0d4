package dev.netstock.templates;

/**
 * A method as bytecode names it.
 *
 * @param owner the class, with slashes
 * @param descriptor its parameters and return type
 */
record MethodName(String owner, String name, String descriptor) {}

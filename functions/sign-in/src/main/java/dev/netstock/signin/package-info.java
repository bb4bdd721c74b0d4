/** Sign-ins of people: which scopes the groups of a person allow. */
@NullMarked
package dev.netstock.signin;

import org.jspecify.annotations.NullMarked;

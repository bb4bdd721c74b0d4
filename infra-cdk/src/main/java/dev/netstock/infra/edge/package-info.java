/** The edge stack: the operators' console and the API behind one distribution with a firewall. */
@NullMarked
package dev.netstock.infra.edge;

import org.jspecify.annotations.NullMarked;

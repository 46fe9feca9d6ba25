const groups = /众人|大家|人人|一家人|一屋子人|全家|两人|两个人|二人|三人|四人|他们|她们|\b(everyone|everybody|the family|the whole (table|family)|both of them|neither of them|they)\b/i;

/** Whether a description means all who are in the scene without naming them: `三人围坐`, `everyone laughs`. */
export function meansEveryone(description: string): boolean {
  return groups.test(description);
}
